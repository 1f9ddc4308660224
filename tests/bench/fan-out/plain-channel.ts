/** Where plain graphql-ws is told what to publish. */
export const plainChannel = 'bench_told'
