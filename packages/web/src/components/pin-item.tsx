import { Menu } from '@mantine/core'
import { IconPin, IconPinnedOff } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { togglePin, type Pinnable } from '../api/pins.ts'
import { toastDone, toastFailed } from './toast.ts'
import { useMay } from './use-may.ts'

type Props = { projectUuid: string; kind: Pinnable['kind']; uuid: string; isPinned: boolean }

/** The item of a menu that pins a thing for everybody in the project; nothing for those who may not. */
export function PinItem({ projectUuid, kind, uuid, isPinned }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const mayPin = useMay(projectUuid, 'pins.manage')
  const toggle = async (): Promise<void> => {
    try {
      await togglePin(projectUuid, { kind, uuid })
      toastDone(t(isPinned ? 'pins.unpinned' : 'pins.pinned'))
      await Promise.all(
        [['home', projectUuid], ['space', projectUuid], ['chart', uuid], ['dashboard'], ['app', uuid]].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey, ...(queryKey[0] === 'chart' ? { exact: true } : {}) }),
        ),
      )
    } catch (error) {
      toastFailed(t('pins.failed'), error)
    }
  }
  if (!mayPin) return null
  return (
    <Menu.Item leftSection={isPinned ? <IconPinnedOff size={15} /> : <IconPin size={15} />} onClick={() => void toggle()}>
      {t(isPinned ? 'pins.unpin' : 'pins.pin')}
    </Menu.Item>
  )
}
