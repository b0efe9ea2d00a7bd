declare const ICAL: any;
export default ICAL;
