/** A hostile operation: it is sent over HTTP and over WebSocket, by a stranger and by an owner, and nobody gets an answer. */
export interface DocumentAttack {
  readonly name: string
  readonly query: string
  readonly variables?: unknown
  /** A default server computes for minutes: the proof starts a server of its own for each of these. */
  readonly hangs?: true
}

const many = (count: number, one: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => one(index)).join(' ')

/** So many hops from a customer to an appointment and back. */
const nested = (hops: number, page = '') =>
  `{ customers${page} { nodes { ${`appointments${page} { nodes { customer { `.repeat(hops)} id ${'} } }'.repeat(hops)} } } }`

/** Each fragment spreads the next one twice: 2^n fields from n short lines. */
function fanOut(levels: number): string {
  const hop = (level: number) => `appointments { nodes { customer { ...F${level + 1} } } }`
  const fragments = many(levels, (level) =>
    level === levels - 1
      ? `fragment F${level} on Customer { id }`
      : `fragment F${level} on Customer { a: ${hop(level)} b: ${hop(level)} }`,
  )
  return `{ customers { nodes { ...F0 } } } ${fragments}`
}

/** The same within one level, so that depth cannot be what refuses it. */
function flatFanOut(levels: number): string {
  const fragments = many(levels, (level) =>
    level === levels - 1
      ? `fragment F${level} on Customer { id name phone }`
      : `fragment F${level} on Customer { ...F${level + 1} ... { ...F${level + 1} } }`,
  )
  return `{ customers { nodes { ...F0 } } } ${fragments}`
}

function nestedValue(levels: number, innermost: unknown): unknown {
  let value = innermost
  for (let level = 0; level < levels; level += 1) value = { and: [value] }
  return value
}

/** Parsed, because in a literal `__proto__` would be the prototype and not a key. */
const poisoned = (key: string) => JSON.parse(`{ "filter": { "${key}": { "isAdmin": true } } }`) as unknown

const filtered = 'query ($filter: CustomerFilter) { customers(filter: $filter) { totalCount } }'
const paged = 'query ($first: Int) { customers(first: $first) { totalCount } }'
const wrongSignIn = 'signIn(input: { email: "owner1@business.test", password: "guess" })'

export const documentAttacks: readonly DocumentAttack[] = [
  { name: '101 aliases of one field', query: `{ ${many(101, (n) => `a${n}: viewer { id }`)} }` },
  { name: '1000 aliased __typename', query: `{ ${many(1000, (n) => `a${n}: __typename`)} }` },
  {
    name: '1000 aliased __typename below a field',
    query: `{ customers { nodes { ${many(1000, (n) => `a${n}: __typename`)} } } }`,
  },
  { name: 'one field 10,000 times', query: `{ customers { nodes { ${many(10_000, () => 'id')} } } }` },
  {
    name: '800 duplicate child fields',
    query: `{ customers { nodes { ${many(800, () => 'branch { id name }')} } } }`,
  },
  {
    name: '60 fragments that all overlap',
    query: `{ customers { nodes { ${many(60, (n) => `...F${n}`)} } } } ${many(60, (n) => `fragment F${n} on Customer { ${many(20, (m) => `f${m}: name`)} }`)}`,
  },
  {
    name: '50 times @skip on one field',
    query: `{ customers { totalCount ${many(50, () => '@skip(if: false)')} } }`,
  },
  { name: '1000 unknown directives', query: `{ __typename ${many(1000, () => '@aa')} }` },
  { name: '1000 unknown fields', query: `{ customers { ${many(1000, (n) => `unknown${n}`)} } }` },
  { name: 'nested 10 times', query: nested(10) },
  { name: 'nested 100 times', query: nested(100) },
  { name: 'nested 660 times: 2000 levels', query: nested(660) },
  {
    name: 'inline fragments nested 1500 times',
    query: `{ ${'... { '.repeat(1500)} __typename ${'}'.repeat(1500)} }`,
  },
  {
    name: 'a list literal nested 1800 times',
    query: `{ node(id: ${'['.repeat(1800)}${']'.repeat(1800)}) { id } }`,
  },
  {
    name: 'a list type nested 1800 times',
    query: `query ($a: ${'['.repeat(1800)}ID${']'.repeat(1800)}) { __typename }`,
  },
  {
    name: 'a fragment cycle',
    query: '{ customers { nodes { ...A } } } fragment A on Customer { ...B } fragment B on Customer { ...A }',
  },
  { name: 'a fragment fan-out of 2^20', query: fanOut(20), hangs: true },
  { name: 'a fragment fan-out of 2^25', query: fanOut(25), hangs: true },
  { name: 'a flat fragment fan-out of 2^25', query: flatFanOut(25), hangs: true },
  { name: 'pages of a million, nested', query: nested(2, '(first: 1000000)') },
  {
    name: 'pages of a million, by variable',
    query:
      'query ($first: Int) { customers(first: $first) { nodes { appointments(first: $first) { nodes { customer { appointments(first: $first) { totalCount } } } } } } }',
    variables: { first: 1_000_000 },
  },
  {
    name: '3000 ids at once',
    query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    variables: { ids: Array.from({ length: 1500 }, () => 'customer_01jd0000000000000000000000') },
  },
  {
    name: 'circular introspection',
    query: `{ __schema { types { ${'fields { type { '.repeat(8)} name ${'} }'.repeat(8)} } } }`,
  },
  { name: 'introspection in a subscription', query: 'subscription { __schema { types { name } } }' },
  {
    name: 'a subscription of two fields',
    query: 'subscription { commandCenterChanged { __typename } recordChanged { type } }',
  },
  { name: 'names that suggest others', query: '{ hell castomer payement { id } }' },
  { name: '@defer', query: '{ customers { nodes { ... @defer { name } } } }' },
  { name: '@stream', query: '{ customers { nodes @stream(initialCount: 1) { name } } }' },
  { name: 'an enormous whole number', query: paged, variables: { first: 9_007_199_254_740_991 } },
  { name: 'an enormous fraction', query: paged, variables: { first: 1.7976931348623157e308 } },
  {
    name: 'a number of 60,000 digits in the document',
    query: `{ customers(first: ${'9'.repeat(60_000)}) { totalCount } }`,
  },
  { name: 'a text of 60,000 letters for a number', query: paged, variables: { first: 'x'.repeat(60_000) } },
  { name: 'a name of 60,000 letters', query: `{ ${'x'.repeat(60_000)} }` },
  { name: 'an operation named by 50,000 letters', query: `query ${'x'.repeat(50_000)} { nothing }` },
  {
    name: 'a text of 60,000 letters as a date',
    query: filtered,
    variables: { filter: { createdAt: { gte: 'x'.repeat(60_000) } } },
  },
  {
    name: 'a filter nested 2000 times',
    query: filtered,
    variables: { filter: nestedValue(2000, { kind: { eq: 'NOBODY' } }) },
  },
  {
    name: 'a sound filter nested 2000 times',
    query: filtered,
    variables: { filter: nestedValue(2000, { name: { eq: 'x' } }) },
  },
  {
    name: 'a filter literal nested 400 times',
    query: `{ customers(filter: ${'{ and: [ '.repeat(400)} {} ${']}'.repeat(400)}) { totalCount } }`,
  },
  {
    name: 'a filter of 5000 alternatives',
    query: filtered,
    variables: { filter: { or: Array.from({ length: 1200 }, (_, n) => ({ name: { contains: `n${n}` } })) } },
  },
  {
    name: '2000 errors in one list of values',
    query: filtered,
    variables: { filter: { kind: { in: Array.from({ length: 2000 }, () => 'NOBODY') } } },
  },
  { name: 'a null byte in the document', query: '{ customers { totalCount \u0000 } }' },
  { name: 'a null byte in a value', query: filtered, variables: { filter: { name: { eq: 'a\u0000b' } } } },
  {
    name: 'a lone surrogate in the document',
    query: '{ customers(filter: { name: { eq: "\\uD800" } }) { totalCount } }',
  },
  {
    name: 'SQL in an order',
    query: 'query ($order: [CustomerOrder!]) { customers(orderBy: $order) { totalCount } }',
    variables: { order: [{ field: 'name; drop table customers', direction: 'ASC' }] },
  },
  {
    name: 'SQL in a cursor',
    query: 'query ($after: String) { customers(after: $after) { nodes { id } } }',
    variables: { after: Buffer.from("['; select 1']").toString('base64') },
  },
  { name: 'a key __proto__', query: filtered, variables: poisoned('__proto__') },
  { name: 'a key constructor', query: filtered, variables: poisoned('constructor') },
  {
    name: 'a password guessed 100 times by aliases',
    query: `mutation { ${many(100, (n) => `a${n}: ${wrongSignIn} { userErrors { code } }`)} }`,
  },
  {
    name: '1000 variables that nothing uses',
    query: `query (${many(1000, (n) => `$v${n}: Int`)}) { __typename }`,
  },
  { name: '500 operations', query: many(500, (n) => `query Q${n} { __typename }`) },
  {
    name: '300 fragments that nothing spreads',
    query: `{ __typename } ${many(300, (n) => `fragment F${n} on Customer { id }`)}`,
  },
  {
    name: 'definitions of types',
    query: 'type Query { hello: String } extend type Customer { secret: String }',
  },
]
