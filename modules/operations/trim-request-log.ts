import { defineJob, viewerOf } from '../../schema/index.ts'

export const keptDays = 14
/** The newest of a tenant; an integration that fails without pause must not fill the disk. */
export const keptRows = 20_000

/** Takes away what is too old, and the oldest where there is too much. */
export const trimRequestLog = defineJob({
  name: 'operations.trim-request-log',
  title: { en: 'Tidy the request log', tr: 'İstek günlüğünü temizle' },
  async run(context) {
    const { tenantId } = viewerOf(context)
    const oldest = new Date(context.clock.now().getTime() - keptDays * 24 * 3_600_000)
    await context.write((work) =>
      work.sql(
        `delete from request_logs where tenant_id = $1 and occurred_at < greatest($2::timestamptz, (
           select occurred_at from request_logs where tenant_id = $1
           order by occurred_at desc offset ${keptRows} limit 1))`,
        [tenantId, oldest],
      ),
    )
  },
})
