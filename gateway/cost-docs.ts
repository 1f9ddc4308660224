import { isObjectType } from 'graphql'
import { type Composition, costOf, totalCountPoints } from '../schema/index.ts'
import { defaultCostLimits } from './limits/cost-limits.ts'
import { operationPoints } from './limits/price.ts'
import { introspectionPoints, mutationPoints, pageSize, plainListSize } from './limits/priced-operation.ts'

/**
 * The text of docs/cost.md: what every field costs, written from the numbers that operations are priced with.
 * `npm run codegen` writes the file.
 */
export function costDocs({ superset }: Composition): string {
  const rows = Object.values(superset.getTypeMap())
    .filter((type) => isObjectType(type))
    .filter((type) => !type.name.endsWith('Connection'))
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field, cost: costOf(field) })))
    .filter(({ cost }) => cost !== undefined)
    .map(
      ({ type, field, cost }) =>
        `| \`${type.name}.${field.name}\` | ${cost?.points ?? 0} | ${cost?.rows ?? ''} |`,
    )
    .sort()
  return `${head}\n${rows.join('\n')}\n`
}

const { maxCost, key, tenant } = defaultCostLimits

const head = `<!-- Written by "npm run codegen" from the numbers that operations are priced with. -->

# What operations cost

[Limits](guides/limits.md) tells how to work with these numbers.

| what | points |
|---|---|
| an operation | ${operationPoints} |
| each mutation in it | ${mutationPoints} |
| each object of the answer | 1 |
| numbers, texts, choices and lists of them | 0 |
| \`totalCount\` of a connection | ${totalCountPoints} |
| \`__schema\`, \`__type\` | ${introspectionPoints} |

Before it runs, an operation is reckoned with as many objects as it could return: \`first\` or \`last\` rows of a list, or
as many as \`ids\`; ${pageSize} where a page names no size, ${plainListSize} for a list that has no pages, unless the table
below says otherwise. Lists within lists multiply. Of several types that one object may have, the dearest counts.

| at most | points | come back each second |
|---|---|---|
| one operation (\`MAX_COST\`) | ${maxCost} | |
| one API key (\`API_KEY_POINTS\`) | ${key.max} | ${key.restoreRate} |
| one business (\`TENANT_POINTS\`) | ${tenant.max} | ${tenant.restoreRate} |

## Fields that cost more

Points are for the field itself, beside the objects in it; rows are what it is reckoned with when its arguments do not say.

| field | points | rows |
|---|---|---|`
