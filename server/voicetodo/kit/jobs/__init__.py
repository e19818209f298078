"""Background jobs on PostgreSQL: deferred with the change that asks for them, run once it is committed, tried again.

procrastinate does the work (`worker.py`, loaded when there is a job to be run); the product sees only these names.
"""

from voicetodo.kit.jobs.jobs import Handler, Job, Jobs, JobState, Progress, RunningJob, defer

__all__ = ["Handler", "Job", "JobState", "Jobs", "Progress", "RunningJob", "defer"]
