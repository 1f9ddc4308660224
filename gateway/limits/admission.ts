import type { DocumentNode, GraphQLFormattedError, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import { LoncaError, type Principal } from '../../schema/index.ts'
import type { CostLimits } from './cost-limits.ts'
import { LeakyBuckets } from './leaky-buckets.ts'
import { operationPoints, type Price, priceOf } from './price.ts'
import { type PricedSet, pricedOperation } from './priced-operation.ts'
import { objectsIn } from './returned-objects.ts'

/** What an answer says about its cost, as `extensions.cost`. */
export interface Cost {
  /** Most that it could have cost. */
  readonly requested: number
  /** What it did cost, by what was returned; what was taken beyond it was given back. */
  readonly actual: number
  /** Of the API key; of the business, for people. */
  readonly bucket: { readonly max: number; readonly available: number; readonly restoreRate: number }
}

/** Who may look around in the schema, and is told by suggestions what else is there. */
export type Introspection = 'signed-in' | 'on' | 'off'

interface Answered {
  readonly data?: unknown
  readonly errors?: readonly GraphQLFormattedError[] | undefined
}

interface Caller {
  readonly principal: Principal | null
  readonly set: { readonly schema: GraphQLSchema }
}

/** Prices operations, refuses those that cost too much, and keeps account of what API keys and tenants have spent. */
export class Admission {
  readonly #keys: LeakyBuckets
  readonly #tenants: LeakyBuckets
  readonly #maxCost: number
  readonly #priced = new WeakMap<GraphQLSchema, WeakMap<OperationDefinitionNode, PricedSet>>()

  constructor(
    limits: CostLimits,
    private readonly introspection: Introspection = 'signed-in',
  ) {
    this.#keys = new LeakyBuckets(limits.key, limits.now)
    this.#tenants = new LeakyBuckets(limits.tenant, limits.now)
    this.#maxCost = limits.maxCost
  }

  /** Whether the caller may ask for the schema itself; whoever may not is told no names either. */
  showsSchema(principal: Principal | null): boolean {
    return this.introspection === 'on' || (this.introspection === 'signed-in' && principal !== null)
  }

  /**
   * Lets an operation in and takes what it may cost from the buckets of whoever is signed in; null for a stranger.
   *
   * @param variables as they were sent, or coerced.
   * @throws LoncaError COST_EXCEEDED for what never would be answered, THROTTLED for what has to wait.
   */
  admit(
    { principal, set }: Caller,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>> | null | undefined,
  ): Charge | null {
    const price = priceOf(this.#pricedOnce(set.schema, document, operation), variables ?? {})
    const accounts = principal ? this.#accounts(principal) : []
    const most = Math.min(this.#maxCost, ...accounts.map(({ buckets }) => buckets.size.max))
    if (price.requested > most) throw tooDear(price, most)
    if (accounts.length === 0) return null
    refuseBelow(price.requested, accounts, price)
    for (const { buckets, name } of accounts) buckets.take(name, price.requested)
    return new Charge(price, accounts)
  }

  /**
   * Charges for something beside operations, such as a file.
   *
   * @throws LoncaError THROTTLED for whoever has nothing left.
   */
  call(principal: Principal): void {
    const accounts = this.#accounts(principal)
    refuseBelow(operationPoints, accounts, nothingAsked)
    for (const { buckets, name } of accounts) buckets.take(name, operationPoints)
  }

  /**
   * To be asked before a document is read: one with mistakes is charged for whether there are any points or not.
   *
   * @throws LoncaError THROTTLED for whoever owes points.
   */
  enter(principal: Principal | null): void {
    if (principal) refuseBelow(0, this.#accounts(principal), nothingAsked)
  }

  /** What an answer says of its cost; what was taken beyond it is given back. Undefined for a stranger. */
  settle(principal: Principal | null, charge: Charge | null, { data, errors }: Answered): Cost | undefined {
    if (!principal) return undefined
    if (charge) return charge.settle(objectsIn(data))
    const refusal = errors?.find(({ extensions }) => extensions?.code === 'THROTTLED' && extensions.cost)
    if (refusal) return refusal.extensions?.cost as Cost
    const accounts = this.#accounts(principal)
    for (const { buckets, name } of accounts) buckets.take(name, operationPoints)
    return new Charge(nothingAsked, accounts).settle(0)
  }

  /** A key's own bucket first. */
  #accounts({ tenantId, apiKeyId }: Principal): Account[] {
    const tenant: Account = { buckets: this.#tenants, name: tenantId, owner: 'business' }
    return apiKeyId ? [{ buckets: this.#keys, name: apiKeyId, owner: 'API key' }, tenant] : [tenant]
  }

  #pricedOnce(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): PricedSet {
    let ofSchema = this.#priced.get(schema)
    if (!ofSchema) {
      ofSchema = new WeakMap()
      this.#priced.set(schema, ofSchema)
    }
    let priced = ofSchema.get(operation)
    if (!priced) {
      priced = pricedOperation(schema, document, operation)
      ofSchema.set(operation, priced)
    }
    return priced
  }
}

interface Account {
  readonly buckets: LeakyBuckets
  readonly name: string
  readonly owner: 'API key' | 'business'
}

/** What was taken for one operation, until its answer says what it cost. */
export class Charge {
  #cost: Cost | null = null

  constructor(
    private readonly price: Price,
    /** At least one; the first is shown. */
    private readonly accounts: readonly Account[],
  ) {}

  /** Gives back what the answer did not need; called once, later calls repeat the first. */
  settle(objects: number): Cost {
    if (this.#cost) return this.#cost
    const { requested, fixed } = this.price
    const actual = Math.min(requested, fixed + objects)
    this.#giveBack(requested - actual)
    this.#cost = { requested, actual, bucket: shown(this.accounts[0] as Account) }
    return this.#cost
  }

  /** Nothing was asked after all. */
  withdraw(): void {
    this.#giveBack(this.price.requested)
  }

  #giveBack(points: number): void {
    for (const { buckets, name } of this.accounts) buckets.take(name, -points)
  }
}

const nothingAsked: Price = {
  requested: operationPoints,
  fixed: operationPoints,
  dearest: { path: '', points: 0 },
}

function refuseBelow(least: number, accounts: readonly Account[], price: Price): void {
  for (const account of accounts) {
    if (account.buckets.left(account.name) < least) throw throttled(price, account)
  }
}

function shown({ buckets, name }: Account): Cost['bucket'] {
  const { max, restoreRate } = buckets.size
  return { max, available: Math.max(0, Math.floor(buckets.left(name))), restoreRate }
}

function tooDear({ requested, dearest }: Price, most: number): LoncaError {
  return new LoncaError(
    'COST_EXCEEDED',
    `This operation may cost ${points(requested)} points and at most ${points(most)} are answered. ${namely(dearest)}` +
      'Ask for fewer rows with "first", or in several operations.',
    { cost: { requested, max: most }, field: dearest.path, http: { status: 400 } },
  )
}

function throttled({ requested, dearest }: Price, account: Account): LoncaError {
  const { buckets, name, owner } = account
  const retryAfterSeconds = buckets.secondsUntil(name, requested)
  const bucket = shown(account)
  return LoncaError.throttled(
    `This operation may cost ${points(requested)} points and the ${owner} has ${points(bucket.available)} left. ` +
      `${namely(dearest)}Ask again in ${retryAfterSeconds} s, or for less.`,
    retryAfterSeconds,
    { cost: { requested, actual: 0, bucket }, ...(dearest.path && { field: dearest.path }) },
  )
}

function namely({ path, points: own }: Price['dearest']): string {
  return path ? `Its dearest field is "${path}" with up to ${points(own)}. ` : ''
}

function points(count: number): string {
  return Number.isSafeInteger(count) ? count.toLocaleString('en-US') : 'very many'
}
