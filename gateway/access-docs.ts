import { grantsOf } from '../modules/identity/index.ts'
import {
  type Attribute,
  type Composition,
  type Principal,
  type RecordMeta,
  type RoleName,
  type Rule,
  reachInto,
  recordMeta,
  type Verb,
  verdictOf,
} from '../schema/index.ts'

const roles: readonly RoleName[] = ['owner', 'manager', 'staff']
const no = '–'

/** The table of who may do what, in Markdown: every root field, every record and every attribute that some may not read. */
export function accessDocs(composition: Composition): string {
  const { rules } = composition
  const records = [...composition.records.keys()].map(recordMeta).filter((meta) => !meta.internal)
  const modules = [...composition.modules, ...composition.blueprints].map(({ key, switchable = true }) => ({
    key,
    switchable,
  }))
  const keys = modules.map(({ key }) => key)
  // What belongs to no module cannot be switched off either.
  const isFoundation = (key: string) => modules.find((one) => one.key === key)?.switchable !== true
  const fields = (parent: string) => [...rules].filter(([name]) => name.startsWith(`${parent}.`)).sort(byName)
  const rootTable = (parent: string) =>
    table(
      ['Field', 'Module', 'Owner', 'Manager', 'Staff', 'API key'],
      fields(parent).map(([name, rule]) => [
        `\`${name.slice(parent.length + 1)}\``,
        isFoundation(rule.module) ? `${rule.module} (always on)` : rule.module,
        ...roles.map((role) => shownFor(rule, as(role))),
        scopeOf(rule, keys),
      ]),
    )
  return [
    '# Who may do what',
    'Written by `npm run codegen` from the rule that each field and each record declares. A field without a rule stops the start. What the business sets in its own permissions, module by module, moves these within what a manager may do; a module that is switched off answers MODULE_DISABLED to everybody.',
    '`all` is everything of the business, `team` what is assigned to somebody of the same department, `own` what is assigned to the person; `yes` is a field that is not about one kind of record, and `anyone` needs nobody to be signed in.',
    '## Queries',
    rootTable('Query'),
    '## Mutations',
    rootTable('Mutation'),
    '## Subscriptions',
    rootTable('Subscription'),
    '## Records',
    'How far each role sees and acts. `assigned` says whether a part of the rows can be given.',
    table(
      ['Record', 'Module', 'Verb', 'Owner', 'Manager', 'Staff', 'Assigned'],
      [...records].sort((one, other) => order(one.name, other.name)).flatMap(recordLines),
    ),
    '## Fields that some may not read',
    'Everyone else gets null, and may neither filter nor order by them.',
    table(
      ['Field', 'Owner', 'Manager', 'Staff'],
      records.flatMap(hiddenFields).sort(([one], [other]) => order(one ?? '', other ?? '')),
    ),
  ]
    .join('\n\n')
    .concat('\n')
}

function recordLines(meta: RecordMeta): string[][] {
  return (['see', 'act'] as const satisfies readonly Verb[]).map((verb) => [
    `\`${meta.name}\``,
    meta.module,
    verb,
    ...roles.map((role) => word(reachInto(meta, verb, as(role)))),
    meta.divided ? 'yes' : no,
  ])
}

function hiddenFields(meta: RecordMeta): string[][] {
  return [...meta.attributes.values()]
    .filter(({ visibleTo, privacy }: Attribute) => visibleTo || privacy === 'secret')
    .map(({ name, visibleTo, privacy }) => [
      `\`${meta.name}.${name}\``,
      ...roles.map((role) =>
        privacy !== 'secret' && (!visibleTo || visibleTo.includes(role)) ? 'reads' : no,
      ),
    ])
}

function shownFor(rule: Rule, principal: Principal): string {
  if ('allowance' in rule && rule.allowance === 'public') return 'anyone'
  if ('record' in rule) return word(reachInto(rule.record, rule.verb, principal))
  return verdictOf(rule, principal) === 'allowed' ? 'yes' : no
}

/** The scope that opens a field to a program; none where no scope does. */
function scopeOf(rule: Rule, modules: readonly string[]): string {
  if ('allowance' in rule && rule.allowance === 'public') return 'anyone'
  if (verdictOf(rule, { ...as('manager'), grants: grantsOf([], modules) }) === 'allowed') return 'any'
  const scope = `${rule.module}:${rule.verb}`
  const key = { ...as('manager'), grants: grantsOf([scope], modules) }
  return verdictOf(rule, key) === 'allowed' ? `\`${scope}\`` : no
}

/** Somebody with a built-in role, of a business that has set nothing itself. */
function as(role: RoleName): Principal {
  return {
    userId: '',
    membershipId: '',
    sessionId: '',
    tenantId: '',
    actor: 'user',
    apiKeyId: null,
    role,
    grants: null,
    switchedOff: new Set(),
    assigneeId: null,
    teamIds: [],
    locale: 'en',
    timeZone: 'UTC',
    currency: 'TRY',
    blueprintKeys: [],
    overrides: [],
  }
}

function word(reach: string): string {
  return reach === 'none' ? no : reach
}

function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...lines.map(line)].join('\n')
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return order(one, other)
}

/** By code point: the same on every machine. */
function order(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}
