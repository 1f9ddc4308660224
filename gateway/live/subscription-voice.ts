import { finished } from './finished.ts'
import type { LiveParts } from './live-parts.ts'
import type { SubscriptionVoice } from './shared-subscriptions.ts'
import { asGraphqlError, formatted, told } from './told-errors.ts'

/** How subscriptions speak that the protocol's server has forgotten. */
export function voiceOf(parts: LiveParts): SubscriptionVoice {
  return {
    payload: (live, trace, result) => {
      const { requestId } = trace
      const errors = result.errors?.map((error) => formatted(parts.telemetry.log, requestId, error))
      if (errors) finished(parts, live, requestId, trace, { errors, data: result.data })
      return JSON.stringify({
        ...result,
        ...(errors && { errors }),
        extensions: { ...result.extensions, requestId },
      })
    },
    failed: (live, subscriber, error) => {
      const { id, requestId } = subscriber
      live.interrupted(error)
      const shown = told(parts.telemetry.log, requestId, asGraphqlError(error)).toJSON()
      live.ended(id)
      finished(parts, live, requestId, subscriber, { errors: [shown] })
      void live.send(JSON.stringify({ id, type: 'error', payload: [shown] }))
    },
    ended: (live, subscriber, says) => {
      live.ended(subscriber.id)
      finished(parts, live, subscriber.requestId, subscriber, {})
      if (says) void live.send(JSON.stringify({ id: subscriber.id, type: 'complete' }))
    },
  }
}
