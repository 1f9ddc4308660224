import { gzipSync } from 'node:zlib'

/** A hostile HTTP request to the gateway. */
export interface RequestAttack {
  readonly name: string
  /** Below the server's address. Default: /graphql. */
  readonly path?: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

const json = { 'content-type': 'application/json' }
const preflighted = { 'x-lonca-client': 'attack' }
const asked = (query: string) => `/graphql?query=${encodeURIComponent(query)}`
const typename = JSON.stringify({ query: '{ __typename }' })
const boundary = 'x-lonca-attack'
const upload = [
  `--${boundary}\r\ncontent-disposition: form-data; name="operations"\r\n\r\n${typename}`,
  `--${boundary}\r\ncontent-disposition: form-data; name="map"\r\n\r\n{ "0": ["variables.file"] }`,
  `--${boundary}\r\ncontent-disposition: form-data; name="0"; filename="a.txt"\r\n\r\nhello`,
  `--${boundary}--\r\n`,
].join('\r\n')

export const requestAttacks: readonly RequestAttack[] = [
  { name: 'a batch of one', headers: json, body: `[${typename}]` },
  {
    name: 'a batch of 1000',
    headers: json,
    body: `[${Array.from({ length: 1000 }, () => typename).join()}]`,
  },
  { name: 'an operation as text/plain', headers: { 'content-type': 'text/plain' }, body: typename },
  { name: 'an operation without a type', headers: { 'content-type': '' }, body: typename },
  {
    name: 'a form',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'query=%7B__typename%7D',
  },
  {
    name: 'a form with a mutation',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'query=mutation%7BsignOut%7BsignedOut%7D%7D',
  },
  {
    name: 'an upload',
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: upload,
  },
  {
    name: 'an upload that was preflighted',
    headers: { ...preflighted, 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: upload,
  },
  { name: 'GET that another site could send', method: 'GET', path: asked('{ __typename }') },
  {
    name: 'GET of a mutation',
    method: 'GET',
    path: asked('mutation { signOut { signedOut } }'),
    headers: preflighted,
  },
  {
    name: 'GET of a subscription',
    method: 'GET',
    path: asked('subscription { recordChanged { type } }'),
    headers: preflighted,
  },
  { name: 'GET with a null byte', method: 'GET', path: '/graphql?query=%7B%00%7D', headers: preflighted },
  {
    name: 'GET with variables that are not JSON',
    method: 'GET',
    path: `${asked('{ __typename }')}&variables=%7B`,
    headers: preflighted,
  },
  { name: 'GET of a page to query with', method: 'GET', headers: { accept: 'text/html' } },
  {
    name: 'GET of the server’s health query',
    method: 'GET',
    path: asked('{__typename}'),
    headers: { accept: 'text/html' },
  },
  {
    name: 'a subscription',
    headers: json,
    body: JSON.stringify({ query: 'subscription { recordChanged { type } }' }),
  },
  { name: 'PUT', method: 'PUT', headers: json, body: typename },
  { name: 'DELETE', method: 'DELETE', headers: preflighted },
  {
    name: 'a method in a header',
    method: 'GET',
    path: asked('mutation { signOut { signedOut } }'),
    headers: { ...preflighted, 'x-http-method-override': 'POST' },
  },
  {
    name: 'a document of 1 MB',
    headers: json,
    body: JSON.stringify({ query: `{ ${'id '.repeat(350_000)} }` }),
  },
  {
    name: 'a comment of 300 KB',
    headers: json,
    body: JSON.stringify({ query: `{ __typename } #${'x'.repeat(300_000)}` }),
  },
  {
    name: 'a text of 1 MB',
    headers: json,
    body: JSON.stringify({ query: '{ __typename }', variables: { a: 'x'.repeat(1_000_000) } }),
  },
  {
    name: 'a body that says it is small',
    headers: { ...json, 'content-encoding': 'gzip' },
    body: gzipSync(JSON.stringify({ query: `{ __typename } #${'x'.repeat(5_000_000)}` })),
  },
  {
    name: 'a body nested 60,000 times',
    headers: json,
    body: `{ "query": ${'['.repeat(60_000)}${']'.repeat(60_000)} }`,
  },
  {
    name: 'a body of a key __proto__',
    headers: json,
    body: '{ "query": "{ __typename }", "__proto__": { "isAdmin": true } }',
  },
  {
    name: 'variables of a key __proto__',
    headers: json,
    body: '{ "query": "{ __typename }", "variables": { "__proto__": { "isAdmin": true } } }',
  },
  { name: 'a body that is cut off', headers: json, body: '{ "query": "{ __typename' },
  { name: 'an empty body', headers: json, body: '' },
  { name: 'null', headers: json, body: 'null' },
  { name: 'a query that is an object', headers: json, body: '{ "query": { "toString": 1 } }' },
  {
    name: 'variables that are a list',
    headers: json,
    body: '{ "query": "{ __typename }", "variables": [1] }',
  },
  {
    name: 'variables that are a text',
    headers: json,
    body: '{ "query": "{ __typename }", "variables": "{}" }',
  },
  {
    name: 'a persisted query that nobody stored',
    headers: json,
    body: JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }),
  },
  {
    name: 'a persisted query stored by whoever asks',
    headers: json,
    body: JSON.stringify({
      query: '{ hell }',
      extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } },
    }),
  },
  {
    name: 'another alphabet',
    headers: { 'content-type': 'application/json; charset=utf-7' },
    body: '+AHs-+ACI-query+ACI-:1',
  },
  {
    name: 'a bearer token of 10 KB',
    headers: { ...json, authorization: `Bearer ${'x'.repeat(10_000)}` },
    body: typename,
  },
  {
    name: 'an API key that is none',
    headers: { ...json, authorization: `Bearer lon_${'0'.repeat(60)}` },
    body: typename,
  },
  { name: 'headers of 60 KB', headers: { ...json, 'x-long': 'x'.repeat(60_000) }, body: typename },
  {
    name: 'an address of 30 KB',
    method: 'GET',
    path: `/graphql?query=${'a'.repeat(30_000)}`,
    headers: preflighted,
  },
  { name: 'an address outside', method: 'GET', path: '/../../etc/passwd' },
  { name: 'an address outside, encoded', method: 'GET', path: '/assets/..%2f..%2f..%2fpackage.json' },
]

/** Requests that are answered as if what is strange about them were not there. */
export const ignoredRequests: readonly (RequestAttack & { readonly never: RegExp })[] = [
  {
    name: 'a wish for tracing',
    headers: { ...json, 'x-apollo-tracing': '1' },
    body: JSON.stringify({ query: '{ __typename }', extensions: { tracing: true } }),
    never: /tracing|startTime|resolvers/i,
  },
  {
    name: 'a wish for a federated trace',
    headers: { ...json, 'apollo-federation-include-trace': 'ftv1' },
    body: typename,
    never: /ftv1/i,
  },
  {
    name: 'a foreign origin',
    headers: { ...json, origin: 'https://evil.example' },
    body: typename,
    never: /evil/,
  },
]
