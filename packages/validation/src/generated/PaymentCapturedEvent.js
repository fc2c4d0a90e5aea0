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

// schema:PaymentCapturedEvent
var isPaymentCapturedEvent = validate20;
var schema35 = { "description": "ISO 4217 alphabetic code in circulation.", "type": "string", "enum": ["AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD", "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CLP", "CNY", "COP", "CRC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VED", "VES", "VND", "VUV", "WST", "XAF", "XCD", "XCG", "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWG"], "x-message": "must be an ISO 4217 currency code such as EUR" };
var schema36 = { "type": "string", "enum": ["PENDING", "AUTHORIZED", "DECLINED", "CAPTURED", "VOIDED", "REFUNDED", "PARTIALLY_REFUNDED"] };
var func1 = require_ucs2length().default;
var formats0 = /^(?!0000|0001-01-01T.*\+|9999-12-31T.*-\d\d:\d\d$)(?:\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))|(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
var pattern4 = new RegExp("^[A-Za-z0-9_.:-]{1,128}$", "u");
var pattern5 = new RegExp("^(?!\\.{1,2}$)[A-Za-z0-9_.:-]{1,64}$", "u");
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
                if ("payment.captured.v1" !== data.type) {
                  validate20.errors = [{ instancePath: instancePath + "/type", schemaPath: "#/properties/type/const", keyword: "const", params: { allowedValue: "payment.captured.v1" }, message: "must be equal to constant" }];
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
                                  if (data10.orderId === void 0 && (missing1 = "orderId") || data10.currency === void 0 && (missing1 = "currency") || data10.status === void 0 && (missing1 = "status") || data10.version === void 0 && (missing1 = "version") || data10.amount === void 0 && (missing1 = "amount") || data10.captured === void 0 && (missing1 = "captured") || data10.refunded === void 0 && (missing1 = "refunded")) {
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
                                      if (data10.currency !== void 0) {
                                        let data12 = data10.currency;
                                        const _errs24 = errors;
                                        if (typeof data12 !== "string") {
                                          validate20.errors = [{ instancePath: instancePath + "/data/currency", schemaPath: "../common.json#/$defs/currency/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                          return false;
                                        }
                                        if (!(data12 === "AED" || data12 === "AFN" || data12 === "ALL" || data12 === "AMD" || data12 === "ANG" || data12 === "AOA" || data12 === "ARS" || data12 === "AUD" || data12 === "AWG" || data12 === "AZN" || data12 === "BAM" || data12 === "BBD" || data12 === "BDT" || data12 === "BGN" || data12 === "BHD" || data12 === "BIF" || data12 === "BMD" || data12 === "BND" || data12 === "BOB" || data12 === "BRL" || data12 === "BSD" || data12 === "BTN" || data12 === "BWP" || data12 === "BYN" || data12 === "BZD" || data12 === "CAD" || data12 === "CDF" || data12 === "CHF" || data12 === "CLP" || data12 === "CNY" || data12 === "COP" || data12 === "CRC" || data12 === "CUP" || data12 === "CVE" || data12 === "CZK" || data12 === "DJF" || data12 === "DKK" || data12 === "DOP" || data12 === "DZD" || data12 === "EGP" || data12 === "ERN" || data12 === "ETB" || data12 === "EUR" || data12 === "FJD" || data12 === "FKP" || data12 === "GBP" || data12 === "GEL" || data12 === "GHS" || data12 === "GIP" || data12 === "GMD" || data12 === "GNF" || data12 === "GTQ" || data12 === "GYD" || data12 === "HKD" || data12 === "HNL" || data12 === "HTG" || data12 === "HUF" || data12 === "IDR" || data12 === "ILS" || data12 === "INR" || data12 === "IQD" || data12 === "IRR" || data12 === "ISK" || data12 === "JMD" || data12 === "JOD" || data12 === "JPY" || data12 === "KES" || data12 === "KGS" || data12 === "KHR" || data12 === "KMF" || data12 === "KPW" || data12 === "KRW" || data12 === "KWD" || data12 === "KYD" || data12 === "KZT" || data12 === "LAK" || data12 === "LBP" || data12 === "LKR" || data12 === "LRD" || data12 === "LSL" || data12 === "LYD" || data12 === "MAD" || data12 === "MDL" || data12 === "MGA" || data12 === "MKD" || data12 === "MMK" || data12 === "MNT" || data12 === "MOP" || data12 === "MRU" || data12 === "MUR" || data12 === "MVR" || data12 === "MWK" || data12 === "MXN" || data12 === "MYR" || data12 === "MZN" || data12 === "NAD" || data12 === "NGN" || data12 === "NIO" || data12 === "NOK" || data12 === "NPR" || data12 === "NZD" || data12 === "OMR" || data12 === "PAB" || data12 === "PEN" || data12 === "PGK" || data12 === "PHP" || data12 === "PKR" || data12 === "PLN" || data12 === "PYG" || data12 === "QAR" || data12 === "RON" || data12 === "RSD" || data12 === "RUB" || data12 === "RWF" || data12 === "SAR" || data12 === "SBD" || data12 === "SCR" || data12 === "SDG" || data12 === "SEK" || data12 === "SGD" || data12 === "SHP" || data12 === "SLE" || data12 === "SOS" || data12 === "SRD" || data12 === "SSP" || data12 === "STN" || data12 === "SVC" || data12 === "SYP" || data12 === "SZL" || data12 === "THB" || data12 === "TJS" || data12 === "TMT" || data12 === "TND" || data12 === "TOP" || data12 === "TRY" || data12 === "TTD" || data12 === "TWD" || data12 === "TZS" || data12 === "UAH" || data12 === "UGX" || data12 === "USD" || data12 === "UYU" || data12 === "UZS" || data12 === "VED" || data12 === "VES" || data12 === "VND" || data12 === "VUV" || data12 === "WST" || data12 === "XAF" || data12 === "XCD" || data12 === "XCG" || data12 === "XOF" || data12 === "XPF" || data12 === "YER" || data12 === "ZAR" || data12 === "ZMW" || data12 === "ZWG")) {
                                          validate20.errors = [{ instancePath: instancePath + "/data/currency", schemaPath: "../common.json#/$defs/currency/enum", keyword: "enum", params: { allowedValues: schema35.enum }, message: "must be equal to one of the allowed values" }];
                                          return false;
                                        }
                                        var valid2 = _errs24 === errors;
                                      } else {
                                        var valid2 = true;
                                      }
                                      if (valid2) {
                                        if (data10.status !== void 0) {
                                          let data13 = data10.status;
                                          const _errs27 = errors;
                                          if (typeof data13 !== "string") {
                                            validate20.errors = [{ instancePath: instancePath + "/data/status", schemaPath: "../common.json#/$defs/paymentStatus/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                            return false;
                                          }
                                          if (!(data13 === "PENDING" || data13 === "AUTHORIZED" || data13 === "DECLINED" || data13 === "CAPTURED" || data13 === "VOIDED" || data13 === "REFUNDED" || data13 === "PARTIALLY_REFUNDED")) {
                                            validate20.errors = [{ instancePath: instancePath + "/data/status", schemaPath: "../common.json#/$defs/paymentStatus/enum", keyword: "enum", params: { allowedValues: schema36.enum }, message: "must be equal to one of the allowed values" }];
                                            return false;
                                          }
                                          var valid2 = _errs27 === errors;
                                        } else {
                                          var valid2 = true;
                                        }
                                        if (valid2) {
                                          if (data10.version !== void 0) {
                                            let data14 = data10.version;
                                            const _errs30 = errors;
                                            if (!(typeof data14 == "number" && (!(data14 % 1) && !isNaN(data14)) && isFinite(data14))) {
                                              validate20.errors = [{ instancePath: instancePath + "/data/version", schemaPath: "#/properties/data/properties/version/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                                              return false;
                                            }
                                            if (errors === _errs30) {
                                              if (typeof data14 == "number" && isFinite(data14)) {
                                                if (data14 < 1 || isNaN(data14)) {
                                                  validate20.errors = [{ instancePath: instancePath + "/data/version", schemaPath: "#/properties/data/properties/version/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1" }];
                                                  return false;
                                                }
                                              }
                                            }
                                            var valid2 = _errs30 === errors;
                                          } else {
                                            var valid2 = true;
                                          }
                                          if (valid2) {
                                            if (data10.amount !== void 0) {
                                              let data15 = data10.amount;
                                              const _errs32 = errors;
                                              if (!(typeof data15 == "number" && (!(data15 % 1) && !isNaN(data15)) && isFinite(data15))) {
                                                validate20.errors = [{ instancePath: instancePath + "/data/amount", schemaPath: "#/properties/data/properties/amount/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                                                return false;
                                              }
                                              if (errors === _errs32) {
                                                if (typeof data15 == "number" && isFinite(data15)) {
                                                  if (data15 < 0 || isNaN(data15)) {
                                                    validate20.errors = [{ instancePath: instancePath + "/data/amount", schemaPath: "#/properties/data/properties/amount/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }];
                                                    return false;
                                                  }
                                                }
                                              }
                                              var valid2 = _errs32 === errors;
                                            } else {
                                              var valid2 = true;
                                            }
                                            if (valid2) {
                                              if (data10.captured !== void 0) {
                                                let data16 = data10.captured;
                                                const _errs34 = errors;
                                                if (!(typeof data16 == "number" && (!(data16 % 1) && !isNaN(data16)) && isFinite(data16))) {
                                                  validate20.errors = [{ instancePath: instancePath + "/data/captured", schemaPath: "#/properties/data/properties/captured/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                                                  return false;
                                                }
                                                if (errors === _errs34) {
                                                  if (typeof data16 == "number" && isFinite(data16)) {
                                                    if (data16 < 0 || isNaN(data16)) {
                                                      validate20.errors = [{ instancePath: instancePath + "/data/captured", schemaPath: "#/properties/data/properties/captured/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }];
                                                      return false;
                                                    }
                                                  }
                                                }
                                                var valid2 = _errs34 === errors;
                                              } else {
                                                var valid2 = true;
                                              }
                                              if (valid2) {
                                                if (data10.refunded !== void 0) {
                                                  let data17 = data10.refunded;
                                                  const _errs36 = errors;
                                                  if (!(typeof data17 == "number" && (!(data17 % 1) && !isNaN(data17)) && isFinite(data17))) {
                                                    validate20.errors = [{ instancePath: instancePath + "/data/refunded", schemaPath: "#/properties/data/properties/refunded/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                                                    return false;
                                                  }
                                                  if (errors === _errs36) {
                                                    if (typeof data17 == "number" && isFinite(data17)) {
                                                      if (data17 < 0 || isNaN(data17)) {
                                                        validate20.errors = [{ instancePath: instancePath + "/data/refunded", schemaPath: "#/properties/data/properties/refunded/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }];
                                                        return false;
                                                      }
                                                    }
                                                  }
                                                  var valid2 = _errs36 === errors;
                                                } else {
                                                  var valid2 = true;
                                                }
                                              }
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
  isPaymentCapturedEvent
};
