import type { RequestContext } from '../../schema/index.ts'
import { type Row, recordMeta } from '../../schema/index.ts'
import { ImportLine } from './import-line.ts'
import { ImportRun } from './import-run.ts'
import { defuse } from './reading/index.ts'

const pageSize = 100

/** The report of a run as CSV in pieces: the file's own columns behind outcome and remarks. Null for an unknown run. */
export async function reportCsv(context: RequestContext, id: string): Promise<AsyncGenerator<string> | null> {
  const run = await context.read.byTypedId(ImportRun, id)
  return run && pieces(context, run)
}

async function* pieces(context: RequestContext, run: Row): AsyncGenerator<string> {
  const isTurkish = context.locale === 'tr'
  const headings = (run.mapping as { heading: string }[]).map(({ heading }) => heading)
  const own = isTurkish ? ['Satır', 'Sonuç', 'Kodlar', 'Açıklama'] : ['Line', 'Outcome', 'Codes', 'Remarks']
  // Excel takes a file for UTF-8 only with the mark, and semicolons for columns where commas are decimal marks.
  yield `\uFEFF${csvRow([...own, ...headings])}`
  const inverse = context.set.relations.inverses(recordMeta(ImportRun)).find(({ name }) => name === 'lines')
  if (!inverse) return
  for (let after: string | null = null; ; ) {
    const page = await context.read.pageWithin(inverse, run.id, { first: pageSize, after })
    yield page.rows.map((line) => lineRow(line, isTurkish)).join('')
    const last = page.rows.at(-1)
    if (!last || !page.hasNextPage) return
    after = page.cursor(last)
  }
}

function lineRow(line: Row, isTurkish: boolean): string {
  const { choice } = recordMeta(ImportLine).attributes.get('outcome') ?? {}
  const outcome = choice?.values[String(line.outcome)]
  const remarks = line.remarks as { message: { en: string; tr: string } }[]
  return csvRow([
    String(line.line),
    (isTurkish ? outcome?.tr : outcome?.en) ?? '',
    (line.codes as string[]).join(' '),
    remarks.map(({ message }) => (isTurkish ? message.tr : message.en)).join(' '),
    ...(line.cells as string[]),
  ])
}

function csvRow(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${defuse(cell).replaceAll('"', '""')}"`).join(';')}\r\n`
}
