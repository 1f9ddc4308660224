/** Where the servers that the product is compared with are told of what happens. */
export const channels = {
  /** What plain graphql-ws is to publish. */
  plain: 'bench_told',
  /** That the ready frame is to be written. */
  writes: 'bench_written',
} as const
