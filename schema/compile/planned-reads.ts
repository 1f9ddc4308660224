import DataLoader from 'dataloader'
import type { FieldNode, GraphQLResolveInfo } from 'graphql'
import { type ErrorCode, LoncaError } from '../errors.ts'
import type { Lookup } from '../read/lookup.ts'
import type { Reader } from '../read/reader.ts'
import type { RecordMeta } from '../record/record-meta.ts'
import type { CodeFields } from './code-fields.ts'
import { NotCompiled } from './not-compiled.ts'
import { parsePlanned, planLookup } from './plan-lookup.ts'

const gone: readonly ErrorCode[] = ['UNAVAILABLE', 'TIMEOUT']

type Loader = DataLoader<string, unknown>

/** Reads lookups of one operation in the shape of what is selected of them. */
export class PlannedReads {
  readonly #loaders = new Map<RecordMeta, Map<FieldNode | undefined, Loader>>()

  constructor(
    private readonly codeFields: CodeFields,
    /** Hears of statements that failed; what they were for is then read another way. */
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** Undefined for what cannot be read like this. */
  async answer(reader: Reader, lookup: Lookup, info: GraphQLResolveInfo): Promise<unknown> {
    try {
      const { asks } = lookup
      if (asks.kind !== 'record') return parsePlanned(await this.#ask(reader, lookup, [], info))
      return await this.#loader(reader, lookup, info).load(asks.uuid)
    } catch (error) {
      if (error instanceof NotCompiled) return undefined
      // Asking another way would wait just as long for nothing.
      if (error instanceof LoncaError && gone.includes(error.code)) throw error
      if (!(error instanceof LoncaError)) this.onFailure(error)
      return undefined
    }
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
        const found = parsePlanned(await this.#ask(reader, lookup, uuids, info)) as {
          [uuid: string]: unknown
        }
        return uuids.map((uuid) => found[uuid] ?? null)
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
