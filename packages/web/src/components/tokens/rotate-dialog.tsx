import { Modal, NativeSelect, Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tokenRulesQuery, type NewToken, type OwnerKind, type Token, type TokenRule } from '../../api/tokens.ts'
import { DialogForm } from '../dialog-form.tsx'
import { QueryBoundary } from '../query-boundary.tsx'
import { LifetimeSelect } from './lifetime-select.tsx'
import { endAfter, preferredLifetime } from './lifetimes.ts'

const overlaps = [0, 1, 24, 168] as const

export type Rotation = { expiresAt: string | null; overlapHours: number }

type Props = {
  token: Token
  owner: OwnerKind
  rotate: (rotation: Rotation) => Promise<NewToken>
  onMade: (token: NewToken) => Promise<void>
  onClose: () => void
}

/** Asks how long the new secret lives, and how long the old one goes on working. */
export function RotateDialog(props: Props) {
  const { t } = useTranslation()
  const rules = useQuery(tokenRulesQuery)
  return (
    <Modal opened onClose={props.onClose} title={t('tokens.rotateTitle', { name: props.token.description })}>
      <QueryBoundary query={rules} failed={t('tokens.rulesFailed')} skeleton={<Skeleton height={140} />}>
        {(known) => <RotateForm {...props} rule={known[props.owner]} />}
      </QueryBoundary>
    </Modal>
  )
}

function RotateForm({ owner, rotate, onMade, onClose, rule }: Props & { rule: TokenRule }) {
  const { t } = useTranslation()
  const [days, setDays] = useState<number | null>(preferredLifetime(rule))
  const [overlap, setOverlap] = useState(0)
  const make = async (): Promise<void> => {
    await onMade(await rotate({ expiresAt: endAfter(days), overlapHours: overlap }))
  }
  return (
    <DialogForm submit={t('profile.rotate')} onSubmit={make} failed={t('profile.rotateFailed')} onClose={onClose}>
      <Text size="sm">{t('tokens.rotateText')}</Text>
      {/* A person's token that is renewed has an end: the format has it so. */}
      <LifetimeSelect rule={owner === 'person' ? { ...rule, requiresExpiry: true } : rule} value={days} onChange={setDays} />
      <NativeSelect
        label={t('tokens.overlap')}
        value={String(overlap)}
        onChange={(event) => setOverlap(Number(event.currentTarget.value))}
        data={overlaps.map((hours) => ({ value: String(hours), label: t(`tokens.overlaps.${hours}`) }))}
      />
    </DialogForm>
  )
}
