import { pageReader } from "@/app/_http/preferences";
import { Confirms } from "@/app/_ui/confirms.client";

type DeviceConfirmsProps = {
  /** Another one each time that the server has made the page. */
  stamp: number;
  /** Of what has the focus when the one who was asked is gone. */
  fallbackId: string;
  isInDialog?: boolean;
};

/** Asks in a dialog before a device is signed out, and says so where that has happened meanwhile. */
export async function DeviceConfirms(props: DeviceConfirmsProps) {
  const { account, common } = (await pageReader()).words;
  return (
    <Confirms
      {...props}
      words={{
        cancel: common.cancel,
        close: common.close,
        working: common.working,
        goneTitle: account.alreadyOutTitle,
        goneText: account.alreadyOut,
      }}
    />
  );
}
