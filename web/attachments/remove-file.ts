import { toast } from '../components/toast.tsx'
import { mutate } from '../data/client.ts'
import { type AttachedFile, archiveFileMutation, restoreFileMutation } from '../data/files.graphql.ts'

/** Takes a file away and says so, with the way back. `onChange` is called after each. */
export async function removeFile(
  file: Pick<AttachedFile, 'id' | 'version'>,
  words: { removed: string; failed: string },
  onChange: () => void,
): Promise<void> {
  const { data } = await mutate(archiveFileMutation, { input: { id: file.id, version: file.version } })
  const removed = data?.archiveFile.file
  const refused = data?.archiveFile.userErrors[0]?.message
  onChange()
  if (!removed || refused) return toast(refused ?? words.failed, { icon: 'alert' })
  const undo = async () => {
    await mutate(restoreFileMutation, { input: { id: removed.id, version: removed.version } })
    onChange()
  }
  toast(words.removed, { icon: 'trash', undo: () => void undo() })
}
