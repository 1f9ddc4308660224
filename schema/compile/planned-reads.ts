import DataLoader from 'dataloader'
import type { FieldNode, GraphQLResolveInfo } from 'graphql'
import { type ErrorCode, LoncaError } from '../errors.ts'
import type { Lookup } from '../read/lookup.ts'
import type { Reader } from '../read/reader.ts'
import type { Statement } from '../read/statement.ts'
import type { RecordMeta } from '../record/record-meta.ts'
import type { CodeFields } from './code-fields.ts'
import { nodesBelow } from './nodes-below.ts'
import { NotCompiled } from './not-compiled.ts'
import { parsePlanned, planAhead, planLookup } from './plan-lookup.ts'

const gone: readonly ErrorCode[] = ['UNAVAILABLE', 'TIMEOUT']

type Loader = DataLoader<string, unknown>
type Found = Readonly<{ [uuid: string]: unknown }>

/** Reads lookups of one operation in the shape of what is selected of them. */
export class PlannedReads {
  readonly #loaders = new Map<RecordMeta, Map<FieldNode | undefined, Loader>>()
  /** What was read before it was looked up, by the field that leads to it. */
  readonly #ahead = new Map<FieldNode | undefined, ReadonlyMap<string, unknown>>()

  constructor(
    private readonly codeFields: CodeFields,
    /** Hears of statements that failed; what they were for is then read another way. */
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** Undefined for what cannot be read like this. */
  async answer(reader: Reader, lookup: Lookup, info: GraphQLResolveInfo): Promise<unknown> {
    try {
      const { asks } = lookup
      if (asks.kind === 'record') return await this.#loader(reader, lookup, info).load(asks.uuid)
      if (asks.kind !== 'each') return parsePlanned(await this.#ask(reader, lookup, [], info))
      const loader = this.#loader(reader, lookup, info)
      const found = await Promise.all(asks.uuids.map((uuid) => loader.load(uuid)))
      return found.filter((one) => one !== null)
    } catch (error) {
      if (error instanceof NotCompiled) return undefined
      // Asking another way would wait just as long for nothing.
      if (error instanceof LoncaError && gone.includes(error.code)) throw error
      if (!(error instanceof LoncaError)) this.onFailure(error)
      return undefined
    }
  }

  /** Reads what a field further down is about to look up; see `Reader.ahead`. */
  async ahead(
    { principal, relations, ask }: Reader,
    meta: RecordMeta,
    info: GraphQLResolveInfo,
    path: readonly string[],
    ids: (statement: Statement) => string,
  ): Promise<void> {
    const setting = { principal, relations, codeFields: this.codeFields }
    await Promise.all(
      nodesBelow(info, path).map(async (nodes) => {
        try {
          const { plan, bound, health } = planAhead(setting, meta, nodes, ids, info)
          // Some of these records may not be shown: who looked at whose health data is not to be guessed.
          if (health.size > 0) return
          const found = parsePlanned((await ask(bound, plan)) as string) as Found
          this.#ahead.set(nodes[0], new Map(Object.entries(found)))
        } catch {
          // The lookup itself finds out why, and what to do then.
        }
      }),
    )
  }

  /** Records that one field leads to, e.g. from each item of a list, are read together. */
  #loader(reader: Reader, lookup: Lookup, info: GraphQLResolveInfo): Loader {
    let loaders = this.#loaders.get(lookup.meta)
    if (!loaders) {
      loaders = new Map()
      this.#loaders.set(lookup.meta, loaders)
    }
    const [node] = info.fieldNodes
    let loader = loaders.get(node)
    if (!loader) {
      loader = new DataLoader<string, unknown>(async (uuids) => {
        const known = this.#ahead.get(node)
        const missing = known ? uuids.filter((uuid) => !known.has(uuid)) : uuids
        const found = missing.length > 0 ? parsePlanned(await this.#ask(reader, lookup, missing, info)) : {}
        return uuids.map((uuid) => known?.get(uuid) ?? (found as Found)[uuid] ?? null)
      })
      loaders.set(node, loader)
    }
    return loader
  }

  async #ask(
    reader: Reader,
    lookup: Lookup,
    uuids: readonly string[],
    info: GraphQLResolveInfo,
  ): Promise<string> {
    const { principal, relations } = reader
    const setting = { principal, relations, codeFields: this.codeFields }
    const { plan, bound, health } = planLookup(setting, lookup, uuids, info)
    return (await reader.ask(bound, plan, health)) as string
  }
}
