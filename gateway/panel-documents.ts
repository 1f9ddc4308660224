import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type DocumentNode, Kind, parse, print, type SelectionNode, visit } from 'graphql'
import { type Composition, LoncaError } from '../schema/index.ts'
import { parseOptions } from './limits/operation-limits.ts'
import { projectRoot } from './project-root.ts'

/** So many texts of known documents are remembered as they were sent, so that they are read once. */
const maxRemembered = 2_000

/**
 * The documents that a session of the panel may send: those that the build found in the panel and those of installed
 * screens. A stolen cookie asks nothing else. Bearer tokens and API keys are free to ask their own.
 */
export class PanelDocuments {
  #known: ReadonlySet<string> | null = null
  readonly #remembered = new Set<string>()

  /** @param texts is called once, when somebody first asks with a cookie. */
  constructor(private readonly texts: () => Iterable<string>) {}

  /** @throws LoncaError PERSISTED_QUERY_ONLY for what the panel does not send. */
  assertKnown(text: unknown): void {
    if (typeof text === 'string' && this.#isKnown(text)) return
    throw new LoncaError(
      'PERSISTED_QUERY_ONLY',
      'A session of the panel answers what the panel itself asks. If you see this in the panel, load the page again; ' +
        'ask your own with a bearer token or an API key.',
      { http: { status: 403 } },
    )
  }

  #isKnown(text: string): boolean {
    if (this.#remembered.has(text)) return true
    this.#known ??= new Set(Array.from(this.texts(), (one) => essence(parse(one))))
    const document = parsed(text)
    if (!document || !this.#known.has(essence(document))) return false
    if (this.#remembered.size >= maxRemembered) this.#remembered.clear()
    this.#remembered.add(text)
    return true
  }
}

/** The documents of the built panel, and of every installed screen. */
export function builtPanelDocuments(composition: Composition): PanelDocuments {
  const file = path.join(projectRoot(), 'dist', 'panel-documents.json')
  return new PanelDocuments(() => [
    ...(existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as string[]) : []),
    ...screenDocuments(composition),
  ])
}

function screenDocuments({ blueprints }: Composition): string[] {
  const widgets = blueprints.flatMap(({ panel }) => panel.screens.flatMap((screen) => screen.widgets))
  return widgets.flatMap((widget) => widget.document ?? [])
}

/** The same for a document however it is laid out: clients print it anew, and ask for `__typename` everywhere. */
function essence(document: DocumentNode): string {
  const isAsked = (selection: SelectionNode) =>
    selection.kind !== Kind.FIELD || selection.alias !== undefined || selection.name.value !== '__typename'
  return print(
    visit(document, {
      SelectionSet: (set) => ({ ...set, selections: set.selections.filter(isAsked) }),
    }),
  )
}

function parsed(text: string): DocumentNode | null {
  try {
    return parse(text, { ...parseOptions, noLocation: true })
  } catch {
    return null
  }
}
