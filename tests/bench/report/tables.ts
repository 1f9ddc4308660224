import { queryNames, queryTitles } from '../queries.ts'
import type { Figures } from '../sections/rounds.ts'
import { serverNames } from '../words/index.ts'
import { judged } from './goals.ts'
import type { Results } from './results.ts'

/** A heading and rows, as Markdown and as lines of a terminal. */
export interface Table {
  readonly title: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export function tablesOf(results: Results): Table[] {
  return [
    goalTable(results),
    ...queryTables(results),
    countTable(results),
    growthTable(results),
    otherTable(results),
  ]
}

function goalTable(results: Results): Table {
  return {
    title: 'Goals',
    head: ['Goal', 'Target', 'Stretch', 'Seen', ''],
    rows: judged(results).map(({ title, target, stretch, seen, verdict }) => [
      title,
      target,
      stretch,
      seen,
      verdict,
    ]),
  }
}

function queryTables({ figures }: Results): Table[] {
  return queryNames.flatMap((query) => {
    const ofQuery = figures[query]
    if (!ofQuery) return []
    return {
      title: `${query.toUpperCase()}: ${queryTitles[query]}`,
      head: [
        '',
        'server µs',
        'PostgreSQL µs',
        'both',
        'by the limit',
        'requests/s',
        'p50 ms',
        'p99 ms',
        'p99 by the limit',
      ],
      rows: serverNames.map((name) => figureRow(name, ofQuery[name])),
    }
  })
}

function figureRow(name: string, figures: Figures): string[] {
  const { serverCpu, postgresCpu, totalCpu, perSecond, p50, p99, against } = figures
  return [
    name,
    whole(serverCpu),
    whole(postgresCpu),
    whole(totalCpu),
    times(name === 'limit' ? 1 : against.limit?.totalCpu),
    whole(perSecond),
    p50.toFixed(1),
    p99.toFixed(1),
    times(name === 'limit' ? 1 : against.limit?.p99),
  ]
}

function countTable({ counts, run }: Results): Table {
  return {
    title: 'Statements / round trips of one operation',
    head: ['', ...run.queries.map((query) => query.toUpperCase())],
    rows: serverNames.map((name) => [
      name,
      ...run.queries.map((query) => {
        const counted = counts[name][query]
        return counted ? `${counted.statements} / ${counted.roundTrips}` : '–'
      }),
    ]),
  }
}

function growthTable({ growth }: Results): Table {
  const rows = [
    ...growth.tenants.map((one) => [`${growth.tenantsFactor}x tenants`, one] as const),
    ...growth.rows.map((one) => ['10x rows and history in one tenant', one] as const),
  ]
  return {
    title: 'The product on more data: CPU of server and PostgreSQL, µs per request',
    head: ['', 'Query', 'on less', 'on more', 'ratio', 'PostgreSQL alone'],
    rows: rows.map(([what, { query, less, more, ratio }]) => [
      what,
      query.toUpperCase(),
      whole(less),
      whole(more),
      times(ratio.totalCpu),
      times(ratio.postgresCpu),
    ]),
  }
}

function otherTable({ codeField, startUp, fanOut }: Results): Table {
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`
  const kib = (bytes: number) => `${(bytes / 1024).toFixed(1)} KiB`
  return {
    title: 'Code fields, start and live updates',
    head: ['', 'Seen'],
    rows: [
      ['Q2, CPU of the server', `${whole(codeField.without)} µs`],
      ['Q2 with a field of each appointment that code computes', `${whole(codeField.with)} µs`],
      ['First start on an empty folder, initdb to first answer', seconds(startUp.firstMs)],
      ['Start on a folder with its database', seconds(startUp.againMs)],
      ...(fanOut
        ? [
            [`One event to ${fanOut.sockets} sockets, the last frame`, `${whole(fanOut.productMs)} ms`],
            ['The same, plain graphql-ws', `${whole(fanOut.plainMs)} ms`],
            ['The same, nothing but the writes', `${whole(fanOut.writesMs)} ms`],
            [
              `A changed record to ${fanOut.sockets} sockets, the last frame`,
              `${whole(fanOut.productRecordMs)} ms`,
            ],
            ['The same, plain graphql-ws', `${whole(fanOut.plainRecordMs)} ms`],
            ['Memory per socket with a subscription', kib(fanOut.productBytesPerSocket)],
            ['The same, plain graphql-ws', kib(fanOut.plainBytesPerSocket)],
          ]
        : []),
    ],
  }
}

function whole(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : Math.round(value).toLocaleString('en')
}

function times(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : `${value.toFixed(2)}x`
}

export function asMarkdown({ title, head, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [`## ${title}`, '', line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Columns under each other, the first to the left and the others to the right. */
export function asText({ title, head, rows }: Table): string {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => [...(row[column] ?? '')].length)),
  )
  const padded = (text: string, column: number) => {
    const space = ' '.repeat((widths[column] ?? 0) - [...text].length)
    return column === 0 ? text + space : space + text
  }
  return ['', title, ...[head, ...rows].map((row) => `  ${row.map(padded).join('  ').trimEnd()}`)].join('\n')
}
