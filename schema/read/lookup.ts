import { recordMeta } from '../record/record.ts'
import type { RecordClass, RecordMeta } from '../record/record-meta.ts'
import type { PageArguments } from './list.ts'
import type { Row } from './reader.ts'

/**
 * Records that a resolver points at without reading them: they are read together with all that is selected of them,
 * and with whatever else the operation asks at that moment.
 */
export class Lookup {
  private constructor(
    readonly meta: RecordMeta,
    readonly asks:
      | { readonly kind: 'record'; readonly uuid: string; readonly row?: Row }
      | { readonly kind: 'each'; readonly uuids: readonly string[] }
      | { readonly kind: 'page' | 'rows'; readonly args: PageArguments },
  ) {}

  /** For a field that is a record: the one with this UUID, null when there is none that the viewer may see. */
  static record(record: RecordClass, uuid: string): Lookup {
    return new Lookup(recordMeta(record), { kind: 'record', uuid })
  }

  /** The same for a record whose row is at hand: it is read only where more than its own values is selected. */
  static known(record: RecordClass, row: Row): Lookup {
    return new Lookup(recordMeta(record), { kind: 'record', uuid: row.id, row })
  }

  /** For a field that is a list of records: those with these UUIDs, in this order, that the viewer may see. */
  static each(record: RecordClass, uuids: readonly string[]): Lookup {
    return new Lookup(recordMeta(record), { kind: 'each', uuids })
  }

  /** For a field that is a connection. */
  static page(record: RecordClass, args: PageArguments): Lookup {
    return new Lookup(recordMeta(record), { kind: 'page', args })
  }

  /** For a field that is a list of records: the nodes of a page. */
  static rows(record: RecordClass, args: PageArguments): Lookup {
    return new Lookup(recordMeta(record), { kind: 'rows', args })
  }
}
