import 'reflect-metadata'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { generatedFiles } from './generated-files.ts'
import { projectRoot } from './project-root.ts'
import { composeInstalled } from './server.ts'

/** `npm run codegen` writes what follows from the declarations; `-- --check` fails when a committed file is stale. */
const stale: string[] = []
for (const [name, content] of generatedFiles(composeInstalled())) {
  const file = path.join(projectRoot(), name)
  const known = await readFile(file, 'utf8').catch(() => '')
  if (known === content) continue
  stale.push(name)
  if (!process.argv.includes('--check')) await writeFile(file, content)
}
if (process.argv.includes('--check') && stale.length > 0) {
  console.error(`Stale: ${stale.join(', ')}. Run "npm run codegen" and commit what changed.`)
  process.exitCode = 1
}
