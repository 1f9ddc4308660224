import type { Draw } from './draw.ts'
import type { Harvest } from './harvest.ts'
import type { Question } from './paths.ts'

/** The variables of a question as the next caller might send them: some others, some null, some left out. */
export function otherVariables(
  draw: Draw,
  harvest: Harvest,
  variables: Question['variables'],
): Question['variables'] {
  const varied: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(variables)) {
    if (draw.chance(6)) continue
    varied[name] = draw.chance(5) ? null : draw.chance(70) ? other(draw, harvest, value) : value
  }
  return varied
}

function other(draw: Draw, harvest: Harvest, value: unknown): unknown {
  if (typeof value === 'boolean') return !value
  if (typeof value === 'number') return draw.oneOf([value + 1, Math.max(0, value - 1), 1, 0, value])
  if (typeof value === 'string') return harvest.another(value, draw.upTo(1_000_000))
  if (Array.isArray(value)) {
    if (value.length === 0 || draw.chance(30)) return value.slice(1)
    return value.map((one) => (draw.chance(50) ? other(draw, harvest, one) : one))
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(() => !draw.chance(8))
      .map(([name, one]) => [
        name,
        draw.chance(4) ? null : draw.chance(40) ? other(draw, harvest, one) : one,
      ]),
  )
}
