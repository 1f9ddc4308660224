import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { isMet, type Prove } from './goal.ts'

/**
 * `npm run proof -- <name>`: what takes long or is measured in time, and therefore is no part of `npm test`. Prints
 * each goal with what was seen, as a table and as JSON, and ends with 1 when one was missed.
 */
const helpers = ['goal.ts', 'run.ts']
const proofs = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !helpers.includes(file))
  .map((file) => file.slice(0, -'.ts'.length))
const [name = '', ...rest] = process.argv.slice(2)
if (!proofs.includes(name)) {
  console.error(`Which proof? One of: ${proofs.join(', ')}.`)
  process.exit(2)
}
const { prove } = (await import(`./${name}.ts`)) as { prove: Prove }
const goals = await prove(rest)
for (const one of goals) {
  const { goal, value, most, unit } = one
  console.log(`${isMet(one) ? 'met   ' : 'MISSED'}  ${goal}: ${rounded(value)} ${unit} (at most ${most})`)
}
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
const machine = `${cpus().length} x ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`
console.log(JSON.stringify({ proof: name, commit, machine, goals }))
process.exitCode = goals.length > 0 && goals.every(isMet) ? 0 : 1

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
