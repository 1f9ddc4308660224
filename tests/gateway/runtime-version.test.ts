import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { assertRuntimeVersion, MINIMUM_NODE_VERSION } from '../../gateway/runtime-version.ts'

describe('the runtime', () => {
  it('is refused with a sentence when it is older than Lonca needs', () => {
    for (const version of ['20.20.2', '22.16.9', '8.0.0']) {
      expect(() => assertRuntimeVersion(version)).toThrow(
        `Lonca needs Node.js ${MINIMUM_NODE_VERSION} or newer and this is ${version}. Run "npm ci" without --ignore-scripts`,
      )
    }
  })

  it('is accepted from that version on, and so is the one that runs this', () => {
    for (const version of ['22.17.0', '22.18.0-nightly', '24.0.0', undefined]) assertRuntimeVersion(version)
  })

  it('is the version that package.json asks for', () => {
    const { engines } = JSON.parse(readFileSync('package.json', 'utf8'))
    expect(`>=${MINIMUM_NODE_VERSION}`).toBe(`${engines.node}.0`)
  })
})
