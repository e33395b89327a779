import { Link2 } from "lucide-react";
import { pageReader } from "@/app/_http/preferences";
import { Card } from "@/app/_ui/card";
import { Confirm } from "@/app/_ui/confirm";
import { ListRow } from "@/app/_ui/list-row";
import { Moment } from "@/app/_ui/moment";
import type { ListedIdentity } from "@/lib/programs/external-identities";
import { lookUp } from "@/lib/shared/look-up";

/** Who else lets this person in. */
export async function IdentitiesCard({ identities, now }: { identities: readonly ListedIdentity[]; now: Date }) {
  const { programs } = (await pageReader()).words;
  return (
    <Card id="identities" title={programs.identities}>
      <p className="text-sm text-muted">{programs.identitiesText}</p>
      <ul aria-labelledby="identities" className="divide-y divide-line">
        {identities.map(({ id, provider, createdAt }) => {
          const name = lookUp(programs.providers, provider) ?? provider;
          return (
            <ListRow
              key={id}
              Icon={Link2}
              title={name}
              acts={
                <Confirm
                  label={programs.unlink}
                  of={name}
                  question={programs.unlinkQuestion(name)}
                  confirm={programs.unlink}
                  action={`/api/auth/identities/${id}`}
                  method="delete"
                  group="unlink"
                >
                  {programs.unlinkText}
                </Confirm>
              }
            >
              {programs.linked} <Moment at={createdAt} now={now} />
            </ListRow>
          );
        })}
      </ul>
    </Card>
  );
}
