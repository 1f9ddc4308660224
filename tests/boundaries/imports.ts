import { readdirSync } from 'node:fs'
import path from 'node:path'

/** Source files below some folders of the project, as paths from its root with forward slashes. */
export function filesOf(root: string, folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
      .filter((file) => !/(^|\/)(node_modules|dist|generated)\//.test(file)),
  )
}

/** What a file imports, re-exports or loads. */
export function importsOf(text: string): string[] {
  const code = text.replace(/^\s*\/\/.*$/gm, '').replace(/\s\/\/ .*$/gm, '')
  const found = code.matchAll(
    /(?:^|[\s;{(<:,=])(?:import|export)\s*(?:type\s+)?(?:[\w*${}\s,]+?\sfrom\s*)?\(?\s*['"]([^'"\n]+)['"]/g,
  )
  return [...found].map(([, specifier]) => specifier as string)
}

/** What a vendor's records and resolvers are written with. */
const blueprintPackages = new Set(['type-graphql', 'graphql'])
const panelPackages = /^(solid-js|lucide-solid)(\/|$)/

/** A sentence for an import that goes the wrong way, or none. `order` is the declared order of the modules. */
export function importProblems(file: string, specifier: string, order: readonly string[]): string[] {
  const say = (why: string) => [`${file} imports "${specifier}": ${why}.`]
  const [layer = '', name = ''] = file.split('/')
  const isPanelPart = layer === 'blueprints' && file.split('/')[2] === 'panel'
  if (!specifier.startsWith('.')) {
    if (isPanelPart && !panelPackages.test(specifier))
      return say('a panel component may use web/kit.ts and Solid, and no other package')
    if (layer === 'blueprints' && !isPanelPart && !blueprintPackages.has(specifier))
      return say('a blueprint may use only what its records and resolvers are written with')
    return []
  }
  if (layer !== 'web' && !/\.(tsx?|json|css)$/.test(specifier))
    return say('it has no file ending, so Node finds nothing')
  const target = path.posix.join(path.posix.dirname(file), specifier)
  const [targetLayer = '', targetName = ''] = target.split('/')
  const throughDoor = (door: string, why: string) =>
    target === door ? [] : say(`go through ${door}, ${why}`)

  switch (layer) {
    case 'schema':
      return targetLayer === 'schema' ? [] : say('schema may import schema only')
    case 'modules':
      if (targetLayer === 'schema') return throughDoor('schema/index.ts', 'the door of the language')
      if (targetLayer !== 'modules') return say('a module may import schema and earlier modules only')
      if (targetName === name) return []
      if (order.indexOf(targetName) > order.indexOf(name))
        return say(`"${targetName}" stands after "${name}" in gateway/installed.ts`)
      return throughDoor(`modules/${targetName}/index.ts`, 'the door of the module')
    case 'blueprints':
      if (isPanelPart)
        return target === 'web/kit.ts' || target.startsWith(`blueprints/${name}/panel/`)
          ? []
          : say('a panel component may import only web/kit.ts and its own folder')
      if (targetLayer === 'schema') return throughDoor('schema/index.ts', 'as a vendor would')
      if (targetLayer === 'modules') return throughDoor(`modules/${targetName}/index.ts`, 'as a vendor would')
      return targetLayer === 'blueprints' && targetName === name
        ? []
        : say('a blueprint may import schema and modules, and never another blueprint or the gateway')
    case 'migrations':
      return targetLayer === 'migrations' && targetName === name
        ? []
        : say('a migration may import nothing of the product: it must do tomorrow what it does today')
    case 'web':
      return targetLayer === 'web' || /^blueprints\/[\w-]+\/panel\//.test(target)
        ? []
        : say('web may import web and the panel components of blueprints only')
    default:
      return []
  }
}

/** Words in other people's files, which are read as they stand: `Salonda`, a status of an export. */
const readFromFiles: Readonly<Record<string, RegExp>> = {
  'modules/imports/reading/cells/choice.ts': /'Salonda'/g,
}

const sector = /salon|(?<![a-z])dental|tooth|vehicle|garage/i

/** Lines of core that name a sector, each as a sentence. */
export function sectorProblems(file: string, text: string): string[] {
  const own = text.replace(readFromFiles[file] ?? /(?!)/, '')
  return own
    .split('\n')
    .flatMap((line, index) =>
      sector.test(line) ? [`${file}:${index + 1} names a sector: ${line.trim().slice(0, 120)}`] : [],
    )
}
