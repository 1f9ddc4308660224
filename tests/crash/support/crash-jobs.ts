import { Branch, Department } from '../../../modules/tenancy/index.ts'
import { defineJob } from '../../../schema/index.ts'

/** Where a worker kills itself on the first try of a job. */
export const crashPoints = ['before-its-write', 'within-its-write', 'after-its-commit', 'never'] as const

export type CrashPoint = (typeof crashPoints)[number]

/** Makes a department in one transaction with its completion, and dies on the way there. */
export const foundDepartment = defineJob<{ crash: CrashPoint; branchId: string }>({
  name: 'test.found-department',
  title: { en: 'Found a department', tr: 'Bölüm kur' },
  run: async (context, { crash, branchId }, run) => {
    const die = (point: CrashPoint) => {
      if (run.attempt === 1 && crash === point) process.kill(process.pid, 'SIGKILL')
    }
    die('before-its-write')
    await context.write(async (work) => {
      work.create<Department>(Department, { name: crash, branch: work.reference(Branch, branchId) })
      await work.flush()
      die('within-its-write')
      await run.doneWith(work)
    })
    die('after-its-commit')
  },
})
