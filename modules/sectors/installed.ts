import { type BlueprintDeclaration, type BlueprintSet, refuse, serviceKey } from '../../schema/index.ts'
import { nearest } from './nearest.ts'

/** What this process has installed, whether a tenant uses it or not. */
export interface Installed {
  readonly blueprints: readonly BlueprintDeclaration[]
  setFor(keys: readonly string[]): BlueprintSet
  /** Says that what people see has changed: this process forgets who it took them for. */
  changed(): void
}

export const installedKey = serviceKey<Installed>('installed')

/** An installed blueprint; refuses a key that is none, with the nearest that is. */
export function blueprintOf(
  { blueprints }: Installed,
  key: string,
  field = 'blueprint',
): BlueprintDeclaration {
  const found = blueprints.find((blueprint) => blueprint.key === key)
  return (
    found ??
    refuse('BLUEPRINT_UNKNOWN', [field], {
      key,
      nearest: nearest(
        key,
        blueprints.map((blueprint) => blueprint.key),
      ),
    })
  )
}
