import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/** Writes `/service-worker.js` with the files of this build in it: another build is another worker, and is offered. */
export function serviceWorker(): Plugin {
  let root = ''
  return {
    name: 'service-worker',
    apply: 'build',
    configResolved(config) {
      root = config.root
    },
    generateBundle(_options, bundle) {
      const files = Object.keys(bundle)
        .filter((file) => file.startsWith('assets/'))
        .map((file) => `/${file}`)
        .sort()
      const text = readFileSync(join(root, 'service-worker.js'), 'utf8')
      const version = createHash('sha256')
        .update(JSON.stringify([files, text]))
        .digest('hex')
        .slice(0, 12)
      const source = text
        .replace("'VERSION'", JSON.stringify(version))
        .replace("['ASSETS']", JSON.stringify(files))
      this.emitFile({ type: 'asset', fileName: 'service-worker.js', source })
    },
  }
}
