import { Alert, Button, Group, Text } from '@mantine/core'
import { IconAlertTriangle, IconPlugConnectedX, IconVersions } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { OpenDraft } from '../../draft/use-draft.ts'
import { useLanguage } from '../../i18n/language.ts'
import { paths } from '../../shell/paths.ts'
import { LinkTo } from '../link-to.tsx'
import { relativeTime } from '../relative-time.ts'

type Props<D> = { draft: OpenDraft<D>; projectUuid: string; /** Compares the draft with what is published. */ onCompare: () => void }

/** What an editor has to know beside the draft: why it is not saved, and that another version was published meanwhile. */
export function DraftNotes<D>({ draft, projectUuid, onCompare }: Props<D>) {
  const { t } = useTranslation()
  const { state, store, published } = draft
  const { save } = state
  return (
    <>
      {save.is === 'away' && (
        <Alert role="alert" color="orange" radius={0} icon={<IconPlugConnectedX size={20} />} title={t('draft.awayTitle')}>
          {t('draft.awayText')}
        </Alert>
      )}
      {save.is === 'refused' && (
        <Alert role="alert" color="red" variant="light" radius={0} icon={<IconAlertTriangle size={20} />} title={t('draft.refusedTitle')}>
          <Group gap="xs">
            <Text size="sm">{t('draft.refusedText', { message: save.message })}</Text>
            <Button size="compact-sm" variant="default" onClick={() => void store.flush()}>
              {t('draft.tryAgain')}
            </Button>
          </Group>
        </Alert>
      )}
      {save.is === 'gone' && (
        <Alert role="alert" color="red" variant="light" radius={0} icon={<IconAlertTriangle size={20} />} title={t('draft.goneTitle')}>
          <Group gap="xs">
            <Text size="sm">{t('draft.goneText', { message: save.message })}</Text>
            <Button size="compact-sm" variant="default" component={LinkTo} href={paths.trash(projectUuid)}>
              {t('draft.toTrash')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => void store.flush()}>
              {t('draft.tryAgain')}
            </Button>
          </Group>
        </Alert>
      )}
      {state.version !== null && state.baseVersion < published.number && <MovedOn published={published} onCompare={onCompare} />}
    </>
  )
}

function MovedOn({ published: { createdAt, createdBy }, onCompare }: { published: OpenDraft<unknown>['published']; onCompare: () => void }) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const ago = relativeTime(new Date(createdAt), new Date(), locale)
  return (
    <Alert role="status" color="orange" variant="light" radius={0} icon={<IconVersions size={20} />} title={t('draft.movedOnTitle')}>
      <Group gap="xs">
        <Text size="sm">
          {createdBy === null ? t('draft.movedOn', { ago }) : t('draft.movedOnBy', { ago, name: `${createdBy.firstName} ${createdBy.lastName}`.trim() })}
        </Text>
        <Button size="compact-sm" variant="default" onClick={onCompare}>
          {t('draft.compare')}
        </Button>
      </Group>
    </Alert>
  )
}
