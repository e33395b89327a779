// Font Awesome Free's brand icons, CC BY 4.0: see NOTICE. Each is imported by itself: the whole set is half a megabyte.
import { faAmazon } from "@fortawesome/free-brands-svg-icons/faAmazon";
import { faAndroid } from "@fortawesome/free-brands-svg-icons/faAndroid";
import { faApple } from "@fortawesome/free-brands-svg-icons/faApple";
import { faBlackberry } from "@fortawesome/free-brands-svg-icons/faBlackberry";
import { faBrave } from "@fortawesome/free-brands-svg-icons/faBrave";
import { faChrome } from "@fortawesome/free-brands-svg-icons/faChrome";
import { faDebian } from "@fortawesome/free-brands-svg-icons/faDebian";
import { faEdge } from "@fortawesome/free-brands-svg-icons/faEdge";
import { faFedora } from "@fortawesome/free-brands-svg-icons/faFedora";
import { faFirefoxBrowser } from "@fortawesome/free-brands-svg-icons/faFirefoxBrowser";
import { faGoogle } from "@fortawesome/free-brands-svg-icons/faGoogle";
import { faInternetExplorer } from "@fortawesome/free-brands-svg-icons/faInternetExplorer";
import { faLinux } from "@fortawesome/free-brands-svg-icons/faLinux";
import { faOpera } from "@fortawesome/free-brands-svg-icons/faOpera";
import { faPlaystation } from "@fortawesome/free-brands-svg-icons/faPlaystation";
import { faQq } from "@fortawesome/free-brands-svg-icons/faQq";
import { faSafari } from "@fortawesome/free-brands-svg-icons/faSafari";
import { faUbuntu } from "@fortawesome/free-brands-svg-icons/faUbuntu";
import { faWeixin } from "@fortawesome/free-brands-svg-icons/faWeixin";
import { faWindows } from "@fortawesome/free-brands-svg-icons/faWindows";
import { faYandex } from "@fortawesome/free-brands-svg-icons/faYandex";

export type Brand = { width: number; height: number; path: string };

type Definition = typeof faChrome;

const brand = ({ icon: [width, height, , , path] }: Definition): Brand => ({ width, height, path: String(path) });

/** Browsers by the names that lib/infra/user-agent.ts gives them. */
export const BROWSER_BRANDS: Readonly<Record<string, Brand>> = {
  "Amazon Silk": brand(faAmazon),
  "Android Browser": brand(faAndroid),
  Brave: brand(faBrave),
  Chrome: brand(faChrome),
  Chromium: brand(faChrome),
  Firefox: brand(faFirefoxBrowser),
  Focus: brand(faFirefoxBrowser),
  "Google Search": brand(faGoogle),
  "Internet Explorer": brand(faInternetExplorer),
  "Microsoft Edge": brand(faEdge),
  Opera: brand(faOpera),
  "Opera Coast": brand(faOpera),
  "QQ Browser": brand(faQq),
  "QQ Browser Lite": brand(faQq),
  Safari: brand(faSafari),
  WeChat: brand(faWeixin),
  "Yandex Browser": brand(faYandex),
};

/** Systems, in the same way. */
export const SYSTEM_BRANDS: Readonly<Record<string, Brand>> = {
  Android: brand(faAndroid),
  BlackBerry: brand(faBlackberry),
  ChromeOS: brand(faChrome),
  Debian: brand(faDebian),
  Fedora: brand(faFedora),
  iOS: brand(faApple),
  iPadOS: brand(faApple),
  Linux: brand(faLinux),
  macOS: brand(faApple),
  "PlayStation 4": brand(faPlaystation),
  Ubuntu: brand(faUbuntu),
  Windows: brand(faWindows),
  "Windows Phone": brand(faWindows),
};
