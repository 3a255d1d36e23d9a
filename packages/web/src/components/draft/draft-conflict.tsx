import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { ComponentType, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftOnServer } from '../../api/drafts.ts'
import type { DraftStore } from '../../draft/draft-store.ts'
import { useLanguage } from '../../i18n/language.ts'
import { relativeTime } from '../relative-time.ts'
import type { DifferenceOf } from './difference-of.ts'

type Props<D> = {
  projectUuid: string
  theirs: DraftOnServer<D>
  ours: D
  /** What both began from; null: that is not known. */
  base: D | null
  difference: DifferenceOf<D>
  onDecide: DraftStore<D>['decide']
}

/** Shows both sides of a conflict, and has somebody decide. */
export type ConflictOf<D> = ComponentType<Props<D>>

/** Both sides of a draft that two people changed at once, and the choice with which one it goes on. Until then nothing is saved. */
export function DraftConflict<D>({ projectUuid, theirs, ours, difference: Compared, onDecide }: Props<D>) {
  const { t } = useTranslation()
  return (
    <ConflictFrame theirs={theirs}>
      <SideButtons theirs={theirs} onDecide={onDecide} />
      <Paper withBorder p="md" role="region" aria-label={t('conflict.difference')}>
        <Title order={3} size="h5" mb="sm">
          {t('conflict.difference')}
        </Title>
        <Compared projectUuid={projectUuid} before={theirs.draft?.document ?? theirs.published.document} after={ours} />
      </Paper>
    </ConflictFrame>
  )
}

/** What happened, and what is to be done about it. */
export function ConflictFrame<D>({ theirs, children }: { theirs: DraftOnServer<D>; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <Stack p="md" gap="md" maw={1100} mx="auto" w="100%">
      <div role="alert">
        <Title order={2} size="h4">
          {t('conflict.title')}
        </Title>
        <Text size="sm">
          <WhatHappened theirs={theirs} />
        </Text>
      </div>
      {children}
    </Stack>
  )
}

type SideProps<D> = Pick<Props<D>, 'theirs' | 'onDecide'> & { /** A third way, before those two. */ children?: ReactNode }

/** Buttons that take one side whole, and what becomes of the other. */
export function SideButtons<D>({ theirs, onDecide, children }: SideProps<D>) {
  const { t } = useTranslation()
  return (
    <>
      <Group gap="xs">
        {children}
        <Button variant="default" onClick={() => onDecide('theirs')}>
          {t(theirs.draft === null ? 'conflict.takePublished' : 'conflict.takeTheirs')}
        </Button>
        <Button variant="default" onClick={() => onDecide('ours')}>
          {t('conflict.takeYours')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed">
        {t('conflict.hint')}
      </Text>
    </>
  )
}

/** Who was first, and when. */
function WhatHappened<D>({ theirs: { draft } }: { theirs: DraftOnServer<D> }) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  if (draft === null) return t('conflict.published')
  const ago = relativeTime(new Date(draft.savedAt), new Date(), locale)
  const { savedBy } = draft
  return savedBy === null ? t('conflict.draft', { ago }) : t('conflict.draftBy', { ago, name: `${savedBy.firstName} ${savedBy.lastName}`.trim() })
}
