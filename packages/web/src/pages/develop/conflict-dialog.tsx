import { Button, Group, Modal, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Code } from '../../components/code.tsx'
import classes from './develop.module.css'

type Props = {
  theirs: { text: string; version: string | null }
  mine: string
  busy: boolean
  onTakeTheirs: () => void
  onKeepMine: () => void
  onClose: () => void
}

/** Two texts of one file side by side, and the choice between them. */
export function ConflictDialog({ theirs, mine, busy, onTakeTheirs, onKeepMine, onClose }: Props) {
  const { t } = useTranslation()
  return (
    <Modal opened onClose={onClose} title={t('develop.conflict')} size="min(1100px, 94vw)">
      <Text size="sm" mb="sm">
        {theirs.version === null ? t('develop.gone') : t('develop.conflictText')}
      </Text>
      <div className={classes['versions']}>
        {theirs.version !== null && (
          <section>
            <Title order={3} size="h6">
              {t('develop.theirs')}
            </Title>
            <Code label={t('develop.theirs')} language="yaml" value={theirs.text} lineNumbers />
          </section>
        )}
        <section>
          <Title order={3} size="h6">
            {t('develop.mine')}
          </Title>
          <Code label={t('develop.mine')} language="yaml" value={mine} lineNumbers />
        </section>
      </div>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('dialog.cancel')}
        </Button>
        {theirs.version !== null && (
          <Button variant="default" onClick={onTakeTheirs}>
            {t('develop.takeTheirs')}
          </Button>
        )}
        <Button loading={busy} onClick={onKeepMine}>
          {t('develop.keepMine')}
        </Button>
      </Group>
    </Modal>
  )
}
