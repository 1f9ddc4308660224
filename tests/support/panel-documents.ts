import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { getOperationAST, parse } from 'graphql'
import type { BlueprintDeclaration } from '../../schema/index.ts'

const root = path.join(import.meta.dirname, '..', '..')

/** A question that the panel asks. */
export interface PanelDocument {
  /** The operation's name. */
  readonly name: string
  readonly text: string
}

/** Every query of the panel's own code: what the modules called `*.graphql.ts` export. */
export async function panelDocuments(): Promise<PanelDocument[]> {
  const modules = sources('web').filter((file) => file.endsWith('.graphql.ts'))
  const exported = await Promise.all(modules.map((file) => import(file)))
  return queries(exported.flatMap((module) => Object.values(module)))
}

/** Every query of the screens of a sector. */
export function screenDocuments({ panel }: BlueprintDeclaration): PanelDocument[] {
  return queries(panel.screens.flatMap(({ widgets }) => widgets.map(({ document }) => document)))
}

/** Names of all queries that are written anywhere in the panel (but for the query page's examples) and in the sectors. */
export function namesOfWrittenQueries(): string[] {
  const written = [...sources('web'), ...sources('blueprints')].filter((file) => !/vite|graphiql/.test(file))
  return written.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\bquery (\w+)\s*[({]/g)].map(([, name = '']) => name),
  )
}

function sources(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => path.join(root, folder, file))
}

/** The queries among what a module exports or a screen has, each once. */
function queries(values: readonly unknown[]): PanelDocument[] {
  const texts = values.filter((one): one is string => typeof one === 'string' && /^query\b/.test(one))
  return [...new Set(texts)].map((text) => ({ name: getOperationAST(parse(text))?.name?.value ?? '', text }))
}
