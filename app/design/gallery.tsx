import { LogIn, MonitorSmartphone, ShieldAlert, ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { pageReader } from "../_http/preferences";
import { Badge } from "../_ui/badge";
import { Button, buttonClass } from "../_ui/button";
import { Card } from "../_ui/card";
import { Code } from "../_ui/code";
import { Confirm } from "../_ui/confirm";
import { DeviceIcon } from "../_ui/device-icon";
import { Empty } from "../_ui/empty";
import { Field } from "../_ui/field";
import { ListRow } from "../_ui/list-row";
import { Mark } from "../_ui/mark";
import { MessagePage } from "../_ui/message-page";
import { Moment } from "../_ui/moment";
import { NavLink } from "../_ui/nav-link.client";
import { Notice } from "../_ui/notice";
import { PageSkeleton } from "../_ui/skeleton";
import { ChartSample } from "./chart-sample";
import { FloatingSamples } from "./floating-samples.client";
import { PasswordSamples, SummarySamples } from "./form-samples";
import { CODE, LONG, RIGHT_TO_LEFT, SHORT } from "./samples";

/** As in the account's navigation. */
const NAV_LINK =
  "flex min-h-11 min-w-0 items-center rounded-field px-3 text-sm font-medium text-muted wrap-anywhere hover:text-ink " +
  "aria-[current=page]:bg-accent-soft aria-[current=page]:font-semibold aria-[current=page]:text-accent";

type GalleryProps = { panel: string; title: string; theme?: "light" | "dark"; dir?: "rtl"; isLong?: boolean };

/** All components once, under one theme or direction. `panel` keeps ids apart from those of the other panels. */
export async function Gallery({ panel, title, theme, dir, isLong }: GalleryProps) {
  const { words } = await pageReader();
  const { design, common } = words;
  const text = dir ? RIGHT_TO_LEFT : isLong ? LONG : SHORT;
  const id = (name: string) => `${panel}-${name}`;
  const now = new Date();
  return (
    <section
      data-theme={theme}
      dir={dir}
      aria-labelledby={id("title")}
      className="grid min-w-0 gap-8 rounded-card border border-line bg-paper p-4 text-ink sm:p-6"
    >
      <h2 id={id("title")} className="text-xl font-bold">
        {title}
      </h2>
      <Group title={design.mark}>
        <Mark className="size-12" />
      </Group>
      <Group title={design.buttons}>
        <div className="flex flex-wrap gap-2">
          {(["primary", "quiet", "danger"] as const).map((look) => (
            <Button key={look} type="button" look={look}>
              {text.act}
            </Button>
          ))}
          <Button type="button" disabled>
            {design.disabled}
          </Button>
          <form aria-busy="true" aria-label={design.busy}>
            <Button type="button">{design.busy}</Button>
          </form>
          <a href={`#${id("title")}`} className={buttonClass("quiet")}>
            {design.link}
          </a>
        </div>
      </Group>
      <Group title={design.fields}>
        <Field label={text.label} name={id("plain")} hint={text.sentence} />
        <Field label={text.label} name={id("filled")} defaultValue={text.name} />
        <Field label={text.label} name={id("wrong")} defaultValue={text.name} errors={[text.sentence]} />
        <Field label={design.disabled} name={id("off")} defaultValue={text.name} disabled />
      </Group>
      <Group title={design.passwords}>
        <PasswordSamples id={id} text={text} />
      </Group>
      <Group title={design.summary}>
        <SummarySamples id={id} text={text} />
      </Group>
      <Group title={design.navigation}>
        <nav aria-label={`${title}: ${design.navigation}`} className="flex flex-wrap gap-1">
          {["/design", "/account"].map((href) => (
            <NavLink key={href} href={href} className={NAV_LINK} slot={id("slot")}>
              {text.name}
            </NavLink>
          ))}
        </nav>
      </Group>
      <Group title={design.notices}>
        <Notice tone="done">{text.sentence}</Notice>
        <Notice tone="calm">{text.sentence}</Notice>
        <Notice tone="problem">{text.sentence}</Notice>
      </Group>
      <Group title={design.badges}>
        <p className="flex flex-wrap gap-2">
          {(["accent", "bronze", "danger", "plain"] as const).map((tone) => (
            <Badge key={tone} tone={tone}>
              {text.act}
            </Badge>
          ))}
        </p>
      </Group>
      <Group title={design.cards}>
        <Card id={id("card")} title={text.name}>
          <ul aria-labelledby={id("card")} className="divide-y divide-line">
            <ListRow
              Icon={MonitorSmartphone}
              title={<bdi>{text.name}</bdi>}
              acts={<Badge tone="accent">{text.act}</Badge>}
            >
              {text.sentence}
            </ListRow>
            <ListRow Icon={ShieldAlert} tone="bronze" title={text.act}>
              <Moment at={new Date(now.getTime() - 200_000)} now={now} />
            </ListRow>
            <ListRow Icon={LogIn} tone="danger" title={text.act} />
          </ul>
          <div className="flex flex-wrap gap-2">
            <Confirm
              label={common.signOut}
              of={text.name}
              question={text.label}
              confirm={text.act}
              action="/design"
              group={id("confirm")}
            >
              {text.sentence}
            </Confirm>
          </div>
        </Card>
        <div className="flex gap-2">
          {["desktop", "phone", "tablet", "program"].map((kind) => (
            <DeviceIcon key={kind} kind={kind} />
          ))}
        </div>
      </Group>
      <Group title={design.floating}>
        <FloatingSamples
          id={id("sheet")}
          text={text}
          words={{
            close: common.close,
            news: common.news,
            toastDone: design.toastDone,
            toastProblem: design.toastProblem,
            toastWayOn: design.toastWayOn,
            openSheet: design.openSheet,
          }}
        />
      </Group>
      <Group title={design.chart}>
        <ChartSample names={[text.name, text.act, text.label, text.name]} />
      </Group>
      <Group title={design.code}>
        <Code path={`${panel}.ts`} source={CODE} />
      </Group>
      <Group title={design.emptyStates}>
        <Empty Icon={ShieldCheck} title={text.act}>
          {text.sentence}
        </Empty>
        <MessagePage title={text.act} text={text.sentence} isFramed>
          <Button type="button">{text.act}</Button>
        </MessagePage>
      </Group>
      <Group title={design.skeletons}>
        <PageSkeleton />
      </Group>
    </section>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 gap-3">
      <h3 className="border-b border-line pb-1 text-sm font-semibold text-muted">{title}</h3>
      {children}
    </div>
  );
}
