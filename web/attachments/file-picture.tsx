import { createSignal, Show } from 'solid-js'
import { Icon } from '../components/icon.tsx'
import type { AttachedFile } from '../data/files.graphql.ts'

/** The small picture of a file, or a sheet with the ending of its name. */
export function FilePicture(props: { file: Pick<AttachedFile, 'name' | 'mediaType' | 'thumbnailUrl'> }) {
  const [broken, setBroken] = createSignal<string>()
  const url = () => (props.file.thumbnailUrl === broken() ? null : props.file.thumbnailUrl)
  const ending = () => {
    const last = props.file.name.split('.').at(-1) ?? ''
    return last.length <= 4 ? last.toUpperCase() : ''
  }
  return (
    <span class="file-picture" aria-hidden="true">
      <Show
        when={url()}
        fallback={
          <>
            <Icon name={props.file.mediaType.startsWith('image/') ? 'camera' : 'file'} />
            <small>{ending()}</small>
          </>
        }
      >
        {(src) => <img src={src()} alt="" loading="lazy" onError={() => setBroken(src())} />}
      </Show>
    </span>
  )
}
