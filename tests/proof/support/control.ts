import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

interface Asked {
  readonly ms: number
  readonly error: string | null
}

const program = fileURLToPath(new URL('./control-process.ts', import.meta.url))

/** Somebody who works beside the attacks, and whose answers say what these cost others. */
export class Control {
  private constructor(private readonly child: ChildProcess) {}

  /** Begins to ask, and waits until it is answered. */
  static async start(url: string, token: string): Promise<Control> {
    const child = fork(program, [url, token], { execArgv: ['--import', 'tsx'] })
    const control = new Control(child)
    await control.taken()
    return control
  }

  /**
   * Milliseconds of the answers to all that was asked since the last call, once these are there: a slow one counts
   * where it was asked. Throws when one was an error.
   */
  async taken(): Promise<number[]> {
    const told = once(this.child, 'message')
    this.child.send('take')
    const [asked] = (await told) as [Asked[]]
    const failed = asked.find(({ error }) => error !== null)
    if (failed) throw new Error(`The control query was not answered: ${failed.error}`)
    return asked.map(({ ms }) => ms)
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit')
    this.child.disconnect()
    await ended
  }
}
