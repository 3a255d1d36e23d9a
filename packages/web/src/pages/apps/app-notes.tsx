import { Alert, Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PublishedApp } from '../../api/apps.ts'
import { isForGood, overText } from '../../app-session/over-text.ts'
import { useNewerVersion } from './use-newer-version.ts'

type Props = {
  published: PublishedApp
  /** Why the session is over; null: it goes on. */
  ended: string | null
  /** Begins another one, of the version that is published now. */
  onBegin: () => void
}

/** What somebody has to know of the app before them: that it was stopped or closed, or that there is another version of it. */
export function AppNotes({ published, ended, onBegin }: Props) {
  const { t } = useTranslation()
  const isReplaced = useNewerVersion(published)
  if (ended !== null && isForGood(ended)) return <Note text={overText(t, ended)} />
  if (isReplaced) return <Note text={t('apps.newerVersion')} action={t('apps.loadNewer')} onAct={onBegin} />
  return ended === null ? null : <Note text={overText(t, ended)} action={t('apps.beginAgain')} onAct={onBegin} />
}

function Note({ text, action, onAct }: { text: string; action?: string; onAct?: () => void }) {
  return (
    <Alert color="orange" variant="light" mx={{ base: 10, sm: 16 }} my="xs" role="status">
      <Group justify="space-between" gap="xs">
        {text}
        {action !== undefined && (
          <Button size="xs" variant="default" onClick={onAct}>
            {action}
          </Button>
        )}
      </Group>
    </Alert>
  )
}
