import { toast } from '../../../components/toast.tsx'
import type { Answer } from '../../../data/client.ts'

/** Runs a change and says what the server refused; the panel draws itself anew when it went well. */
export async function told(asked: Promise<Answer<{ answer: { userErrors: { message: string }[] } }>>) {
  const { data, error } = await asked
  const problem = error?.message ?? data?.answer.userErrors[0]?.message
  if (problem) toast(problem, { icon: 'alert' })
  return !problem
}
