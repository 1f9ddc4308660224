import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { generatedFiles } from '../../gateway/generated-files.ts'
import { composeInstalled } from '../../gateway/server.ts'

const files = generatedFiles(composeInstalled())

describe('a generated file', () => {
  it.each([...files.keys()])(
    '%s says what the declarations say: run "npm run codegen" and commit it',
    async (name) => {
      const committed = await readFile(new URL(`../../${name}`, import.meta.url), 'utf8')
      expect(committed).toBe(files.get(name))
    },
  )
})
