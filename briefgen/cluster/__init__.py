"""Documents made on a Dask cluster: orders go there as bytes, and bytes come back to be judged.

A Dask worker keeps a process beside it, a slot, which fulfils orders in the sandbox as a build on
one machine does. Nothing is ordered of a worker whose software would make other bytes.
"""

from briefgen.cluster.address import checked_address
from briefgen.cluster.worker import ClusterWorker, on_cluster

__all__ = ["ClusterWorker", "checked_address", "on_cluster"]
