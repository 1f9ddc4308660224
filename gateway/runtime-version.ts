/** The oldest Node.js that the gateway runs on; the same number as `engines` in package.json. */
export const MINIMUM_NODE_VERSION = '22.17.0'

/**
 * Throws a sentence when the running Node.js is too old.
 *
 * `npm ci` installs a current Node.js as the package `node`, and npm scripts use it; with
 * `npm ci --ignore-scripts` that package stays empty and the system's Node.js runs instead.
 *
 * @param version a version such as `22.17.0`; by default that of this process.
 */
export function assertRuntimeVersion(version: string = process.versions.node): void {
  if (compareVersions(version, MINIMUM_NODE_VERSION) >= 0) return
  throw new Error(
    `Lonca needs Node.js ${MINIMUM_NODE_VERSION} or newer and this is ${version}. Run "npm ci" without ` +
      `--ignore-scripts, so that the Node.js of the project is installed, and start with "npm start"; or ` +
      `install Node.js 24 from https://nodejs.org.`,
  )
}

function compareVersions(left: string, right: string): number {
  const [a, b] = [numbers(left), numbers(right)]
  for (let index = 0; index < 3; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function numbers(version: string): number[] {
  return version.replace(/-.*/, '').split('.').map(Number)
}
