import { explained } from './explained.ts'
import { readSettings, type Settings } from './settings.ts'

/** Runs a command that ends by itself, such as a backup. What a person can mend is told in a sentence, exit code 1. */
export async function runCommand(command: (settings: Settings) => Promise<void>): Promise<void> {
  let settings: Settings | null = null
  try {
    settings = readSettings()
    await command(settings)
  } catch (error) {
    console.error(explained(error, settings) ?? error)
    process.exitCode = 1
  }
}
