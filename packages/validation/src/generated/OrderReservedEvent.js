var __getOwnPropNames = Object.getOwnPropertyNames;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};

// node_modules/.pnpm/ajv@8.20.0/node_modules/ajv/dist/runtime/ucs2length.js
var require_ucs2length = __commonJS({
  "node_modules/.pnpm/ajv@8.20.0/node_modules/ajv/dist/runtime/ucs2length.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    function ucs2length(str) {
      const len = str.length;
      let length = 0;
      let pos = 0;
      let value;
      while (pos < len) {
        length++;
        value = str.charCodeAt(pos++);
        if (value >= 55296 && value <= 56319 && pos < len) {
          value = str.charCodeAt(pos);
          if ((value & 64512) === 56320)
            pos++;
        }
      }
      return length;
    }
    exports.default = ucs2length;
    ucs2length.code = 'require("ajv/dist/runtime/ucs2length").default';
  }
});

// schema:OrderReservedEvent
var isOrderReservedEvent = validate20;
var schema36 = { "description": "ISO 4217 alphabetic code in circulation.", "type": "string", "enum": ["AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD", "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CLP", "CNY", "COP", "CRC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VED", "VES", "VND", "VUV", "WST", "XAF", "XCD", "XCG", "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWG"], "x-message": "must be an ISO 4217 currency code such as EUR" };
var func1 = require_ucs2length().default;
var formats0 = /^(?!0000|0001-01-01T.*\+|9999-12-31T.*-\d\d:\d\d$)(?:\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))|(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
var pattern4 = new RegExp("^[A-Za-z0-9_.:-]{1,128}$", "u");
var pattern5 = new RegExp("^(?!\\.{1,2}$)[A-Za-z0-9_.:-]{1,64}$", "u");
var pattern6 = new RegExp("^(?!.*[0-9]{12})[a-z]{2,16}_[A-Za-z0-9_]{1,128}$", "u");
function validate20(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate20.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.specversion === void 0 && (missing0 = "specversion") || data.id === void 0 && (missing0 = "id") || data.source === void 0 && (missing0 = "source") || data.type === void 0 && (missing0 = "type") || data.time === void 0 && (missing0 = "time") || data.data === void 0 && (missing0 = "data")) {
        validate20.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        if (data.specversion !== void 0) {
          const _errs1 = errors;
          if ("1.0" !== data.specversion) {
            validate20.errors = [{ instancePath: instancePath + "/specversion", schemaPath: "#/properties/specversion/const", keyword: "const", params: { allowedValue: "1.0" }, message: "must be equal to constant" }];
            return false;
          }
          var valid0 = _errs1 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.id !== void 0) {
            let data1 = data.id;
            const _errs2 = errors;
            if (errors === _errs2) {
              if (typeof data1 === "string") {
                if (func1(data1) > 128) {
                  validate20.errors = [{ instancePath: instancePath + "/id", schemaPath: "#/properties/id/maxLength", keyword: "maxLength", params: { limit: 128 }, message: "must NOT have more than 128 characters" }];
                  return false;
                } else {
                  if (func1(data1) < 1) {
                    validate20.errors = [{ instancePath: instancePath + "/id", schemaPath: "#/properties/id/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                    return false;
                  }
                }
              } else {
                validate20.errors = [{ instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                return false;
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.source !== void 0) {
              let data2 = data.source;
              const _errs4 = errors;
              if (errors === _errs4) {
                if (typeof data2 === "string") {
                  if (func1(data2) > 256) {
                    validate20.errors = [{ instancePath: instancePath + "/source", schemaPath: "#/properties/source/maxLength", keyword: "maxLength", params: { limit: 256 }, message: "must NOT have more than 256 characters" }];
                    return false;
                  } else {
                    if (func1(data2) < 1) {
                      validate20.errors = [{ instancePath: instancePath + "/source", schemaPath: "#/properties/source/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                      return false;
                    }
                  }
                } else {
                  validate20.errors = [{ instancePath: instancePath + "/source", schemaPath: "#/properties/source/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                  return false;
                }
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.type !== void 0) {
                const _errs6 = errors;
                if ("order.reserved.v1" !== data.type) {
                  validate20.errors = [{ instancePath: instancePath + "/type", schemaPath: "#/properties/type/const", keyword: "const", params: { allowedValue: "order.reserved.v1" }, message: "must be equal to constant" }];
                  return false;
                }
                var valid0 = _errs6 === errors;
              } else {
                var valid0 = true;
              }
              if (valid0) {
                if (data.subject !== void 0) {
                  let data4 = data.subject;
                  const _errs7 = errors;
                  if (errors === _errs7) {
                    if (typeof data4 === "string") {
                      if (func1(data4) > 256) {
                        validate20.errors = [{ instancePath: instancePath + "/subject", schemaPath: "#/properties/subject/maxLength", keyword: "maxLength", params: { limit: 256 }, message: "must NOT have more than 256 characters" }];
                        return false;
                      } else {
                        if (func1(data4) < 1) {
                          validate20.errors = [{ instancePath: instancePath + "/subject", schemaPath: "#/properties/subject/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                          return false;
                        }
                      }
                    } else {
                      validate20.errors = [{ instancePath: instancePath + "/subject", schemaPath: "#/properties/subject/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                      return false;
                    }
                  }
                  var valid0 = _errs7 === errors;
                } else {
                  var valid0 = true;
                }
                if (valid0) {
                  if (data.time !== void 0) {
                    let data5 = data.time;
                    const _errs9 = errors;
                    const _errs10 = errors;
                    if (errors === _errs10) {
                      if (errors === _errs10) {
                        if (typeof data5 === "string") {
                          if (func1(data5) > 40) {
                            validate20.errors = [{ instancePath: instancePath + "/time", schemaPath: "../common.json#/$defs/timestamp/maxLength", keyword: "maxLength", params: { limit: 40 }, message: "must NOT have more than 40 characters" }];
                            return false;
                          } else {
                            if (!formats0.test(data5)) {
                              validate20.errors = [{ instancePath: instancePath + "/time", schemaPath: "../common.json#/$defs/timestamp/format", keyword: "format", params: { format: "date-time" }, message: 'must match format "date-time"' }];
                              return false;
                            }
                          }
                        } else {
                          validate20.errors = [{ instancePath: instancePath + "/time", schemaPath: "../common.json#/$defs/timestamp/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                          return false;
                        }
                      }
                    }
                    var valid0 = _errs9 === errors;
                  } else {
                    var valid0 = true;
                  }
                  if (valid0) {
                    if (data.datacontenttype !== void 0) {
                      const _errs12 = errors;
                      if ("application/json" !== data.datacontenttype) {
                        validate20.errors = [{ instancePath: instancePath + "/datacontenttype", schemaPath: "#/properties/datacontenttype/const", keyword: "const", params: { allowedValue: "application/json" }, message: "must be equal to constant" }];
                        return false;
                      }
                      var valid0 = _errs12 === errors;
                    } else {
                      var valid0 = true;
                    }
                    if (valid0) {
                      if (data.correlationid !== void 0) {
                        let data7 = data.correlationid;
                        const _errs13 = errors;
                        if (errors === _errs13) {
                          if (typeof data7 === "string") {
                            if (!pattern4.test(data7)) {
                              validate20.errors = [{ instancePath: instancePath + "/correlationid", schemaPath: "#/properties/correlationid/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9_.:-]{1,128}$" }, message: 'must match pattern "^[A-Za-z0-9_.:-]{1,128}$"' }];
                              return false;
                            }
                          } else {
                            validate20.errors = [{ instancePath: instancePath + "/correlationid", schemaPath: "#/properties/correlationid/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                            return false;
                          }
                        }
                        var valid0 = _errs13 === errors;
                      } else {
                        var valid0 = true;
                      }
                      if (valid0) {
                        if (data.traceparent !== void 0) {
                          const _errs15 = errors;
                          if (typeof data.traceparent !== "string") {
                            validate20.errors = [{ instancePath: instancePath + "/traceparent", schemaPath: "#/properties/traceparent/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                            return false;
                          }
                          var valid0 = _errs15 === errors;
                        } else {
                          var valid0 = true;
                        }
                        if (valid0) {
                          if (data.tracestate !== void 0) {
                            const _errs17 = errors;
                            if (typeof data.tracestate !== "string") {
                              validate20.errors = [{ instancePath: instancePath + "/tracestate", schemaPath: "#/properties/tracestate/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                              return false;
                            }
                            var valid0 = _errs17 === errors;
                          } else {
                            var valid0 = true;
                          }
                          if (valid0) {
                            if (data.data !== void 0) {
                              let data10 = data.data;
                              const _errs19 = errors;
                              if (errors === _errs19) {
                                if (data10 && typeof data10 == "object" && !Array.isArray(data10)) {
                                  let missing1;
                                  if (data10.orderId === void 0 && (missing1 = "orderId") || data10.userId === void 0 && (missing1 = "userId") || data10.currency === void 0 && (missing1 = "currency") || data10.amount === void 0 && (missing1 = "amount") || data10.method === void 0 && (missing1 = "method")) {
                                    validate20.errors = [{ instancePath: instancePath + "/data", schemaPath: "#/properties/data/required", keyword: "required", params: { missingProperty: missing1 }, message: "must have required property '" + missing1 + "'" }];
                                    return false;
                                  } else {
                                    if (data10.orderId !== void 0) {
                                      let data11 = data10.orderId;
                                      const _errs21 = errors;
                                      const _errs22 = errors;
                                      if (errors === _errs22) {
                                        if (typeof data11 === "string") {
                                          if (!pattern5.test(data11)) {
                                            validate20.errors = [{ instancePath: instancePath + "/data/orderId", schemaPath: "../common.json#/$defs/orderId/pattern", keyword: "pattern", params: { pattern: "^(?!\\.{1,2}$)[A-Za-z0-9_.:-]{1,64}$" }, message: 'must match pattern "^(?!\\.{1,2}$)[A-Za-z0-9_.:-]{1,64}$"' }];
                                            return false;
                                          }
                                        } else {
                                          validate20.errors = [{ instancePath: instancePath + "/data/orderId", schemaPath: "../common.json#/$defs/orderId/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                          return false;
                                        }
                                      }
                                      var valid2 = _errs21 === errors;
                                    } else {
                                      var valid2 = true;
                                    }
                                    if (valid2) {
                                      if (data10.userId !== void 0) {
                                        let data12 = data10.userId;
                                        const _errs24 = errors;
                                        const _errs25 = errors;
                                        const _errs27 = errors;
                                        const _errs28 = errors;
                                        if (!(data12 === "." || data12 === ".." || data12 === "me" || data12 === "confirm")) {
                                          const err0 = {};
                                          if (vErrors === null) {
                                            vErrors = [err0];
                                          } else {
                                            vErrors.push(err0);
                                          }
                                          errors++;
                                        }
                                        var valid5 = _errs28 === errors;
                                        if (valid5) {
                                          validate20.errors = [{ instancePath: instancePath + "/data/userId", schemaPath: "../common.json#/$defs/userId/not", keyword: "not", params: {}, message: "must NOT be valid" }];
                                          return false;
                                        } else {
                                          errors = _errs27;
                                          if (vErrors !== null) {
                                            if (_errs27) {
                                              vErrors.length = _errs27;
                                            } else {
                                              vErrors = null;
                                            }
                                          }
                                        }
                                        if (errors === _errs25) {
                                          if (typeof data12 === "string") {
                                            if (func1(data12) > 128) {
                                              validate20.errors = [{ instancePath: instancePath + "/data/userId", schemaPath: "../common.json#/$defs/userId/maxLength", keyword: "maxLength", params: { limit: 128 }, message: "must NOT have more than 128 characters" }];
                                              return false;
                                            } else {
                                              if (func1(data12) < 1) {
                                                validate20.errors = [{ instancePath: instancePath + "/data/userId", schemaPath: "../common.json#/$defs/userId/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                                                return false;
                                              }
                                            }
                                          } else {
                                            validate20.errors = [{ instancePath: instancePath + "/data/userId", schemaPath: "../common.json#/$defs/userId/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                            return false;
                                          }
                                        }
                                        var valid2 = _errs24 === errors;
                                      } else {
                                        var valid2 = true;
                                      }
                                      if (valid2) {
                                        if (data10.currency !== void 0) {
                                          let data13 = data10.currency;
                                          const _errs29 = errors;
                                          if (typeof data13 !== "string") {
                                            validate20.errors = [{ instancePath: instancePath + "/data/currency", schemaPath: "../common.json#/$defs/currency/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                            return false;
                                          }
                                          if (!(data13 === "AED" || data13 === "AFN" || data13 === "ALL" || data13 === "AMD" || data13 === "ANG" || data13 === "AOA" || data13 === "ARS" || data13 === "AUD" || data13 === "AWG" || data13 === "AZN" || data13 === "BAM" || data13 === "BBD" || data13 === "BDT" || data13 === "BGN" || data13 === "BHD" || data13 === "BIF" || data13 === "BMD" || data13 === "BND" || data13 === "BOB" || data13 === "BRL" || data13 === "BSD" || data13 === "BTN" || data13 === "BWP" || data13 === "BYN" || data13 === "BZD" || data13 === "CAD" || data13 === "CDF" || data13 === "CHF" || data13 === "CLP" || data13 === "CNY" || data13 === "COP" || data13 === "CRC" || data13 === "CUP" || data13 === "CVE" || data13 === "CZK" || data13 === "DJF" || data13 === "DKK" || data13 === "DOP" || data13 === "DZD" || data13 === "EGP" || data13 === "ERN" || data13 === "ETB" || data13 === "EUR" || data13 === "FJD" || data13 === "FKP" || data13 === "GBP" || data13 === "GEL" || data13 === "GHS" || data13 === "GIP" || data13 === "GMD" || data13 === "GNF" || data13 === "GTQ" || data13 === "GYD" || data13 === "HKD" || data13 === "HNL" || data13 === "HTG" || data13 === "HUF" || data13 === "IDR" || data13 === "ILS" || data13 === "INR" || data13 === "IQD" || data13 === "IRR" || data13 === "ISK" || data13 === "JMD" || data13 === "JOD" || data13 === "JPY" || data13 === "KES" || data13 === "KGS" || data13 === "KHR" || data13 === "KMF" || data13 === "KPW" || data13 === "KRW" || data13 === "KWD" || data13 === "KYD" || data13 === "KZT" || data13 === "LAK" || data13 === "LBP" || data13 === "LKR" || data13 === "LRD" || data13 === "LSL" || data13 === "LYD" || data13 === "MAD" || data13 === "MDL" || data13 === "MGA" || data13 === "MKD" || data13 === "MMK" || data13 === "MNT" || data13 === "MOP" || data13 === "MRU" || data13 === "MUR" || data13 === "MVR" || data13 === "MWK" || data13 === "MXN" || data13 === "MYR" || data13 === "MZN" || data13 === "NAD" || data13 === "NGN" || data13 === "NIO" || data13 === "NOK" || data13 === "NPR" || data13 === "NZD" || data13 === "OMR" || data13 === "PAB" || data13 === "PEN" || data13 === "PGK" || data13 === "PHP" || data13 === "PKR" || data13 === "PLN" || data13 === "PYG" || data13 === "QAR" || data13 === "RON" || data13 === "RSD" || data13 === "RUB" || data13 === "RWF" || data13 === "SAR" || data13 === "SBD" || data13 === "SCR" || data13 === "SDG" || data13 === "SEK" || data13 === "SGD" || data13 === "SHP" || data13 === "SLE" || data13 === "SOS" || data13 === "SRD" || data13 === "SSP" || data13 === "STN" || data13 === "SVC" || data13 === "SYP" || data13 === "SZL" || data13 === "THB" || data13 === "TJS" || data13 === "TMT" || data13 === "TND" || data13 === "TOP" || data13 === "TRY" || data13 === "TTD" || data13 === "TWD" || data13 === "TZS" || data13 === "UAH" || data13 === "UGX" || data13 === "USD" || data13 === "UYU" || data13 === "UZS" || data13 === "VED" || data13 === "VES" || data13 === "VND" || data13 === "VUV" || data13 === "WST" || data13 === "XAF" || data13 === "XCD" || data13 === "XCG" || data13 === "XOF" || data13 === "XPF" || data13 === "YER" || data13 === "ZAR" || data13 === "ZMW" || data13 === "ZWG")) {
                                            validate20.errors = [{ instancePath: instancePath + "/data/currency", schemaPath: "../common.json#/$defs/currency/enum", keyword: "enum", params: { allowedValues: schema36.enum }, message: "must be equal to one of the allowed values" }];
                                            return false;
                                          }
                                          var valid2 = _errs29 === errors;
                                        } else {
                                          var valid2 = true;
                                        }
                                        if (valid2) {
                                          if (data10.amount !== void 0) {
                                            let data14 = data10.amount;
                                            const _errs32 = errors;
                                            const _errs33 = errors;
                                            if (!(typeof data14 == "number" && (!(data14 % 1) && !isNaN(data14)) && isFinite(data14))) {
                                              validate20.errors = [{ instancePath: instancePath + "/data/amount", schemaPath: "../common.json#/$defs/amount/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                                              return false;
                                            }
                                            if (errors === _errs33) {
                                              if (typeof data14 == "number" && isFinite(data14)) {
                                                if (data14 < 0 || isNaN(data14)) {
                                                  validate20.errors = [{ instancePath: instancePath + "/data/amount", schemaPath: "../common.json#/$defs/amount/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }];
                                                  return false;
                                                }
                                              }
                                            }
                                            var valid2 = _errs32 === errors;
                                          } else {
                                            var valid2 = true;
                                          }
                                          if (valid2) {
                                            if (data10.method !== void 0) {
                                              let data15 = data10.method;
                                              const _errs35 = errors;
                                              const _errs36 = errors;
                                              if (errors === _errs36) {
                                                if (typeof data15 === "string") {
                                                  if (!pattern6.test(data15)) {
                                                    validate20.errors = [{ instancePath: instancePath + "/data/method", schemaPath: "../common.json#/$defs/paymentMethod/pattern", keyword: "pattern", params: { pattern: "^(?!.*[0-9]{12})[a-z]{2,16}_[A-Za-z0-9_]{1,128}$" }, message: 'must match pattern "^(?!.*[0-9]{12})[a-z]{2,16}_[A-Za-z0-9_]{1,128}$"' }];
                                                    return false;
                                                  }
                                                } else {
                                                  validate20.errors = [{ instancePath: instancePath + "/data/method", schemaPath: "../common.json#/$defs/paymentMethod/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                                  return false;
                                                }
                                              }
                                              var valid2 = _errs35 === errors;
                                            } else {
                                              var valid2 = true;
                                            }
                                          }
                                        }
                                      }
                                    }
                                  }
                                } else {
                                  validate20.errors = [{ instancePath: instancePath + "/data", schemaPath: "#/properties/data/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
                                  return false;
                                }
                              }
                              var valid0 = _errs19 === errors;
                            } else {
                              var valid0 = true;
                            }
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    } else {
      validate20.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { "props": { "specversion": true, "id": true, "source": true, "type": true, "subject": true, "time": true, "datacontenttype": true, "correlationid": true, "traceparent": true, "tracestate": true, "data": true }, "dynamicProps": false, "dynamicItems": false };
export {
  isOrderReservedEvent
};
