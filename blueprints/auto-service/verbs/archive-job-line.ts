import { refuse, type Work } from '../../../schema/index.ts'
import { JobLine } from '../records/job-line.ts'

/** Takes a line off a job card while the customer has not heard of it. What they were asked about stays. */
export async function archiveJobLine(
  work: Work,
  input: { readonly id: string; readonly version: number },
): Promise<JobLine> {
  const line = await work.change(JobLine, input.id, input.version)
  if (line.approval !== 'NOT_ASKED') refuse('LINE_ASKED', ['id'])
  line.archivedAt = work.now
  work.tell('auto.jobLine.deleted', line)
  return line
}
