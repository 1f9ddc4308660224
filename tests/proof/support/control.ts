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
  #asked: Asked[] = []

  private constructor(private readonly child: ChildProcess) {
    child.on('message', (asked) => this.#asked.push(asked as Asked))
  }

  /** Begins to ask, and waits for the first answer. */
  static async start(url: string, token: string): Promise<Control> {
    const child = fork(program, [url, token], { execArgv: ['--import', 'tsx'] })
    const control = new Control(child)
    await once(child, 'message')
    return control
  }

  /** Milliseconds of every answer since the last call. Throws when one was an error. */
  taken(): number[] {
    const asked = this.#asked.splice(0)
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
