import {
  type Composition,
  formulaText,
  type Kpi,
  type ModuleDeclaration,
  recordMeta,
} from '../schema/index.ts'

/**
 * The text of docs/kpis.md: every key figure of core and of the installed blueprints, written from the same
 * declarations that compute it. `npm run codegen` writes the file.
 */
export function kpiDocs({ modules, blueprints }: Composition): string {
  const core = modules.flatMap((one) => one.kpis ?? [])
  const sections = [
    section('Every business', 'Her işletme', core),
    ...blueprints
      .filter((one) => (one.kpis ?? []).length > 0)
      .map((one) => section(one.title.en, one.title.tr, one.kpis ?? [])),
    measures([...modules, ...blueprints]),
  ]
  return `${[head, ...sections].join('\n\n')}\n`
}

const head = `<!-- Written by "npm run codegen" from the declarations of the figures. -->

# Key figures

Each figure has a version, which is raised whenever its formula, window or rounding change. Days are the tenant's, in its
time zone, and a window of n days ends with the day in question. Halves are rounded away from zero. A figure counts what
its reader reaches: the whole business for owners and managers, their own part for staff. A percentage over nothing has
no value.`

function section(en: string, tr: string, kpis: readonly Kpi[]): string {
  return [`## ${en} (${tr})`, ...kpis.map(described)].join('\n\n')
}

function described(kpi: Kpi): string {
  const window = kpi.windowDays === 1 ? 'the day' : `${kpi.windowDays} days`
  const comparison = kpi.compare === 'same-weekday' ? 'the same weekday a week ago' : 'the window before'
  const facts = [
    ['Version', kpi.version],
    ['Formula', `\`${formulaText(kpi)}\``],
    ['Unit', `${units[kpi.unit]}, decimal places: ${kpi.decimals}; ${kpi.good} is good`],
    ['Window', `${window}; compared with ${comparison}`],
    ['Computed', computed(kpi)],
    ...(kpi.action
      ? [['Action', `${kpi.action.label.en} / ${kpi.action.label.tr} (\`${kpi.action.path}\`)`]]
      : []),
  ]
  return [
    `### \`${kpi.id}\``,
    `**${kpi.title.en}** · ${kpi.explanation.en}`,
    `**${kpi.title.tr}** · ${kpi.explanation.tr}`,
    facts.map(([name, value]) => `- ${name}: ${value}`).join('\n'),
  ].join('\n\n')
}

const units: Readonly<{ [unit in Kpi['unit']]: string }> = {
  percent: 'percent',
  count: 'a count',
  minor: 'minor units of the currency',
  days: 'days',
}

function computed({ formula }: Kpi): string {
  if (formula.kind !== 'asOf') return 'from measures that every change keeps up to date'
  return formula.history === 'recomputed'
    ? 'from the rows, when asked; earlier days as well'
    : 'from the rows, when asked; earlier days as they were kept each night'
}

function measures(declarations: readonly ModuleDeclaration[]): string {
  const rows = declarations.flatMap(({ measures: declared = [] }) =>
    declared.map(
      ({ id, record, at, value }) =>
        `| \`${id}\` | ${recordMeta(record()).title.en} | ${cell(at('row'))} | ${cell(value('row', 'tenant'))} |`,
    ),
  )
  return [
    '## Measures',
    `| measure | counts rows of | on the day of | adds |\n|---|---|---|---|\n${rows.join('\n')}`,
  ].join('\n\n')
}

/** SQL within a cell of a table: one line, and no bar that would end the cell. */
function cell(sql: string): string {
  return `\`${sql.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').trim()}\``
}
