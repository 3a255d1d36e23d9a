import { Anchor, Button, Group, Modal, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refreshContentLists } from '../api/content-lists.ts'
import { promote, promotionQuery, type PromotedKind, type PromotionDiff } from '../api/promotion.ts'
import { ErrorPanel } from '../components/error-panel.tsx'
import { LinkTo } from '../components/link-to.tsx'
import { QueryBoundary } from '../components/query-boundary.tsx'
import { paths } from '../shell/paths.ts'
import { PromotionChanges } from './promotion-changes.tsx'

type Props = { kind: PromotedKind; uuid: string; name: string; onClose: () => void }

/** Shows what promoting a chart or dashboard changes in the upstream project, and does that. */
export function PromoteDialog({ kind, uuid, name, onClose }: Props) {
  const { t } = useTranslation()
  const diff = useQuery(promotionQuery(kind, uuid))
  return (
    <Modal opened onClose={onClose} size="xl" title={t('promotion.title', { name })}>
      <QueryBoundary query={diff} failed={t('promotion.diffFailed')} skeleton={<Skeleton height={220} />}>
        {(shown) => <Promotion key={shown.version} kind={kind} uuid={uuid} diff={shown} onClose={onClose} onLookAgain={() => void diff.refetch()} />}
      </QueryBoundary>
    </Modal>
  )
}

type PromotionProps = { kind: PromotedKind; uuid: string; diff: PromotionDiff; onClose: () => void; onLookAgain: () => void }

function Promotion({ kind, uuid, diff, onClose, onLookAgain }: PromotionProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const [promoted, setPromoted] = useState<string | null>(null)
  const { projectUuid: upstreamUuid, name: upstream } = diff.upstreamProject
  const count = [...diff.spaces, ...diff.dashboards, ...diff.charts, ...diff.sqlCharts].filter(({ action }) => action !== 'no changes').length
  const send = async (): Promise<void> => {
    setBusy(true)
    setFailure(null)
    try {
      setPromoted((await promote(kind, uuid, diff.version)).uuid)
      await refreshContentLists(queryClient, upstreamUuid)
    } catch (error) {
      setFailure(error)
    }
    setBusy(false)
  }
  if (promoted !== null) {
    const href = kind === 'chart' ? paths.chart(upstreamUuid, promoted) : paths.dashboard(upstreamUuid, promoted)
    return (
      <Stack>
        <Text role="status">
          {t('promotion.done', { count, project: upstream })}{' '}
          <Anchor component={LinkTo} href={href}>
            {t('promotion.open', { project: upstream })}
          </Anchor>
        </Text>
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            {t('promotion.close')}
          </Button>
        </Group>
      </Stack>
    )
  }
  return (
    <Stack>
      <Text size="sm">{t(count === 0 ? 'promotion.nothing' : 'promotion.text', { project: upstream })}</Text>
      <PromotionChanges diff={diff} />
      {failure !== null && <ErrorPanel title={t('promotion.failed')} error={failure} onRetry={onLookAgain} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t(count === 0 ? 'promotion.close' : 'dialog.cancel')}
        </Button>
        {count > 0 && (
          <Button loading={busy} onClick={() => void send()}>
            {t('promotion.promote', { count })}
          </Button>
        )}
      </Group>
    </Stack>
  )
}
