import { readdirSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Plugin, runnerImport } from 'vite'

const isOperation = /^\s*(query|mutation|subscription)\b/

/**
 * Writes every document that the panel sends into one file, for the server to know them by. They stand in files named
 * `*.graphql.ts`, as exported texts or objects of texts; what a screen of a blueprint declares the server knows itself.
 */
export function panelDocuments(file: string): Plugin {
  let root = ''
  return {
    name: 'panel-documents',
    apply: 'build',
    configResolved(config) {
      root = config.root
    },
    async closeBundle() {
      const sources = [...filesBelow(root), ...filesBelow(join(root, '../blueprints'))]
      const modules = await Promise.all(
        sources.map((source) => runnerImport<object>(source, { configFile: false, logLevel: 'error' })),
      )
      const documents = new Set(modules.flatMap(({ module }) => [...documentsIn(module)]))
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, `${JSON.stringify([...documents].sort(), null, 1)}\n`)
    },
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.graphql.ts'))
    .map(({ parentPath, name }) => join(parentPath, name))
}

function* documentsIn(value: unknown): Iterable<string> {
  if (typeof value === 'string' && isOperation.test(value)) yield value
  else if (typeof value === 'object' && value !== null)
    for (const one of Object.values(value)) yield* documentsIn(one)
}
