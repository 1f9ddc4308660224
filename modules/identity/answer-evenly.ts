import { setTimeout as delay } from 'node:timers/promises'

/**
 * Answers after the same time whatever the task found out, so that a stranger cannot tell from it whether an address
 * is known. `atLeastMs` is well above what the task takes.
 */
export async function answerEvenly<T>(atLeastMs: number, task: () => Promise<T>): Promise<T> {
  const [answer] = await Promise.all([task(), delay(atLeastMs)])
  return answer
}
