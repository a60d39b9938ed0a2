// Checks PDF files with veraPDF: every file against every flavour, in one virtual machine.
//
// Arguments: FLAVOUR[,FLAVOUR...] FILE...     for example   3a,ua1 brief.pdf
// Standard output: one line a failed rule, then one line a file and flavour, fields parted by tabs:
//   rule <file> <flavour> <clause>-<test> <times> <description>
//   done <file> <flavour> pass|fail|broken <checks>
// Exit status: 0 all pass; 1 at least one does not; 2 at least one could not be read.
import java.io.File;
import java.util.LinkedHashMap;
import java.util.Map;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

public final class Validate {
    private Validate() {
    }

    public static void main(String[] arguments) {
        VeraGreenfieldFoundryProvider.initialise();
        int worst = 0;
        for (int i = 1; i < arguments.length; i++) {
            for (String flavour : arguments[0].split(",")) {
                worst = Math.max(worst, check(arguments[i], flavour));
            }
        }
        System.out.flush();
        System.exit(worst);
    }

    private static int check(String file, String flavour) {
        VeraPDFFoundry foundry = Foundries.defaultInstance();
        PDFAFlavour standard = PDFAFlavour.byFlavourId(flavour);
        if (standard == PDFAFlavour.NO_FLAVOUR) {
            throw new IllegalArgumentException("no such flavour: " + flavour);
        }
        try (PDFAParser parser = foundry.createParser(new File(file), standard);
                PDFAValidator validator = foundry.createValidator(standard, false)) {
            ValidationResult result = validator.validate(parser);
            Map<RuleId, Integer> times = new LinkedHashMap<>();
            Map<RuleId, String> descriptions = new LinkedHashMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    times.merge(assertion.getRuleId(), 1, Integer::sum);
                    descriptions.putIfAbsent(assertion.getRuleId(), assertion.getMessage());
                }
            }
            times.forEach((rule, count) -> line("rule", file, flavour,
                    rule.getClause() + "-" + rule.getTestNumber(), count, descriptions.get(rule)));
            String verdict = result.isCompliant() ? "pass" : "fail";
            line("done", file, flavour, verdict, result.getTotalAssertions());
            return result.isCompliant() ? 0 : 1;
        } catch (Exception unreadable) {
            line("rule", file, flavour, "unreadable", 1, unreadable);
            line("done", file, flavour, "broken", 0);
            return 2;
        }
    }

    private static void line(Object... fields) {
        StringBuilder line = new StringBuilder();
        for (Object field : fields) {
            line.append(line.length() == 0 ? "" : "\t");
            line.append(String.valueOf(field).replaceAll("\\s+", " "));
        }
        System.out.println(line);
    }
}
